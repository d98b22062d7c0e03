/** Seeded random numbers (mulberry32): the same seed gives the same files on every machine. */
export class Random {
  private state: number;

  constructor(private readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** A stream of its own for each file, so that a change in one leaves the others as they are. */
  fork(name: string): Random {
    return new Random([...name].reduce((hash, letter) => Math.imul(hash ^ letter.codePointAt(0)!, 16777619), this.seed ^ 0x811c9dc5));
  }

  /** 0 <= value < 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  /** Both ends included. */
  integer(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  /** Values with their shares, which need not add up to 1. */
  weighted<T>(shares: readonly (readonly [T, number])[]): T {
    const total = shares.reduce((sum, [, share]) => sum + share, 0);
    let left = this.next() * total;
    return (shares.find(([, share]) => (left -= share) < 0) ?? shares.at(-1)!)[0];
  }

  shuffled<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => [this.next(), item] as const);
    return keyed.sort(([a], [b]) => a - b).map(([, item]) => item);
  }
}
