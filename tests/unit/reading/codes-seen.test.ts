import fc from 'fast-check';
import { CodesSeen } from '../../../api/src/submissions/codes-seen.js';

const distinct = (codes: [string, string | null][]): boolean => {
  const seen = new CodesSeen();
  for (const [owner, code] of codes) seen.add(owner, code);
  return seen.distinct;
};

test.each<[string, [string, string | null][], boolean]>([
  ['nothing', [], true],
  ['one', [['viettel', 'A1']], true],
  ['one code of two owners', [['viettel', 'A1'], ['vnpt', 'A1']], true], // prettier-ignore
  ['the border between owner and code elsewhere', [['a', 'bc'], ['ab', 'c']], true], // prettier-ignore
  ['blank codes', [['viettel', null], ['viettel', null]], true], // prettier-ignore
  ['one code twice, with others between', [['viettel', 'A1'], ['viettel', 'A2'], ['viettel', 'A1']], false], // prettier-ignore
])('%s', (_, codes, expected) => expect(distinct(codes)).toBe(expected));

test('codes twice are seen, others are not', () => {
  const pair = fc.tuple(fc.constantFrom('viettel', 'vnpt', ''), fc.string({ unit: 'binary', maxLength: 6 }));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 40 }), (codes) => distinct(codes) === (new Set(codes.map((one) => JSON.stringify(one))).size === codes.length)),
  );
});

test('a large file’s numbered codes are all told apart', () => {
  expect(distinct(Array.from({ length: 200_000 }, (_, n) => ['viettel', `VPC${n}`]))).toBe(true);
});
