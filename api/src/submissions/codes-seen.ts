/**
 * Whether any code of an owner comes twice in a file, which seldom happens; to find out afterwards, all items would be gone through. What is kept of a code is
 * a number made of it: as texts, 100,000 of them would hold the whole file they are pieces of. Two of them have one number once in some million files, and
 * then the rule only looks in vain.
 */
export class CodesSeen {
  private readonly numbers: number[] = [];

  add(owner: unknown, code: string | null): void {
    if (code !== null) this.numbers.push(numberOf(code, numberOf(String(owner))));
  }

  get distinct(): boolean {
    return Float64Array.from(this.numbers)
      .sort()
      .every((number, at, sorted) => number !== sorted[at - 1]);
  }
}

const HALF = 2 ** 21;

/** A whole number below 2^53: two sums (FNV-1a, with two primes) side by side. */
function numberOf(text: string, from = 0): number {
  let [high, low] = [2166136261 ^ from, 2654435761 ^ Math.floor(from / HALF)];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 16777619);
    low = Math.imul(low ^ unit, 1597334677);
  }
  // The last signs have not been spread over all bits yet.
  high = Math.imul(high ^ (low >>> 15), 2246822507);
  low = Math.imul(low ^ (high >>> 13), 3266489909);
  return (low >>> 0) * HALF + (high >>> 11);
}
