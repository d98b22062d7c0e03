/*
 * Arrays of numbers in PostgreSQL's binary form, which the driver sends as they are. Written out in digits and read again, ten thousands of them take
 * longer than what they are sent for.
 */

const INT4 = { oid: 23, bytes: 4 };
const FLOAT8 = { oid: 701, bytes: 8 };
const HEADER_INTS = 5;
const NULL = -1;

/** For a parameter that is cast to `int[]`. */
export const int4s = (values: (number | null)[]): Buffer => array(INT4, values, (view, at, value) => view.setInt32(at, value));

/** For a parameter that is cast to `float8[]`. */
export const float8s = (values: (number | null)[]): Buffer => array(FLOAT8, values, (view, at, value) => view.setFloat64(at, value));

/** Its dimensions, whether any value is null, the type, the length and the first index; then each value's bytes, counted. */
function array({ oid, bytes }: typeof INT4, values: (number | null)[], set: (view: DataView, at: number, value: number) => void): Buffer {
  const view = new DataView(new ArrayBuffer((HEADER_INTS + values.length) * 4 + values.length * bytes));
  let at = 0;
  const int = (value: number): void => {
    view.setInt32(at, value);
    at += 4;
  };
  const header = values.length ? [1, values.includes(null) ? 1 : 0, oid, values.length, 1] : [0, 0, oid];
  header.forEach(int);
  for (const value of values) {
    if (value === null) {
      int(NULL);
      continue;
    }
    int(bytes);
    set(view, at, value);
    at += bytes;
  }
  return Buffer.from(view.buffer, 0, at);
}
