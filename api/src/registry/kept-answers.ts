import { Injectable } from '@nestjs/common';

const MOST_BYTES = 48 * 1024 * 1024;

/**
 * Answers that follow from their tag alone (see `TagsService`): kept while there is room, so that the next who asks for the same costs the database nothing.
 * Another register is another tag; what nobody asks for any more goes first.
 */
@Injectable()
export class KeptAnswers {
  private readonly kept = new Map<string, Promise<Buffer>>();
  private bytes = 0;

  /** The answer of that tag, made now if there is none. */
  once(tag: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const known = this.kept.get(tag);
    if (known) {
      // A map keeps the order in which things came: the first of it was not asked for longest.
      this.kept.delete(tag);
      this.kept.set(tag, known);
      return known;
    }
    const made = make();
    this.kept.set(tag, made);
    made.then(
      ({ length }) => this.makeRoom(length),
      () => this.kept.delete(tag),
    );
    return made;
  }

  private async makeRoom(more: number): Promise<void> {
    this.bytes += more;
    for (const [tag, answer] of this.kept) {
      if (this.bytes <= MOST_BYTES) return;
      this.kept.delete(tag);
      this.bytes -= (await answer).length;
    }
  }
}
