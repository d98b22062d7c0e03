// Damage to files, as fast-check finds it; each prints itself when a test fails.
import fc from 'fast-check';

export type Mangle = (bytes: Buffer) => Buffer;

/** Anywhere, not mostly at the beginning. */
const place = fc.noBias(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }));
const at = (bytes: Buffer, share: number): number => Math.floor(share * bytes.length);
const slice = fc.tuple(place, place).map(([one, other]): [number, number] => [Math.min(one, other), Math.max(one, other)]);

/** A function is printed as its source, which says nothing of what it was made with. */
const named = (name: string, made: unknown[], mangle: Mangle): Mangle =>
  Object.assign(mangle, { [fc.toStringMethod]: () => `${name}(${made.map((part) => fc.stringify(part)).join(', ')})` });

export const flip = fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(([where, bits]) =>
  named('flip', [where, bits], (bytes) => {
    const copy = Buffer.from(bytes);
    if (copy.length) copy[at(copy, where)]! ^= bits;
    return copy;
  }),
);
export const cut = place.map((where) => named('cut', [where], (bytes) => bytes.subarray(0, at(bytes, where))));
export const insert = fc
  .tuple(place, fc.uint8Array({ minLength: 1, maxLength: 12 }))
  .map(([where, more]) =>
    named('insert', [where, more], (bytes) => Buffer.concat([bytes.subarray(0, at(bytes, where)), more, bytes.subarray(at(bytes, where))])),
  );
export const replace = fc
  .tuple(slice, fc.uint8Array({ maxLength: 12 }))
  .map(([[from, to], other]) =>
    named('replace', [from, to, other], (bytes) => Buffer.concat([bytes.subarray(0, at(bytes, from)), other, bytes.subarray(at(bytes, to))])),
  );
export const repeat = fc.tuple(slice, fc.integer({ min: 2, max: 40 })).map(([[from, to], times]) =>
  named('repeat', [from, to, times], (bytes) => {
    const [start, end] = [at(bytes, from), at(bytes, to)];
    return Buffer.concat([bytes.subarray(0, start), ...Array.from({ length: times }, () => bytes.subarray(start, end)), bytes.subarray(end)]);
  }),
);

/** Goes on with the end of another file. */
export const graft = (others: Map<string, Buffer>): fc.Arbitrary<Mangle> =>
  fc.tuple(place, fc.constantFrom(...others.keys()), place).map(([where, other, from]) =>
    named('graft', [where, other, from], (bytes) => {
      const more = others.get(other)!;
      return Buffer.concat([bytes.subarray(0, at(bytes, where)), more.subarray(at(more, from))]);
    }),
  );

export const mangled = (bytes: Buffer, steps: Mangle[]): Buffer => steps.reduce<Buffer>((last, mangle) => mangle(last), bytes);
