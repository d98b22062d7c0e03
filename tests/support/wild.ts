// Rows as nobody should send them: most of their values are good, so that what is wild comes as far as it can.
import fc from 'fast-check';
import { KINDS } from '../../api/src/registry/kinds.js';
import type { Field, Kind } from '../../api/src/registry/field.js';

export interface WildRows {
  kind: Kind;
  rows: Record<string, unknown>[];
}

const TEXTS = [
  'NaN',
  '1e400',
  '-1e308',
  '99999999999999999999',
  '0x1F',
  '2023-02-31',
  '31/02/2023',
  '00/00/0000',
  '31/12/9999',
  '0044-03-15',
  '=HYPERLINK("http://x","y")',
  '@SUM(1)',
  "'; drop table bts_stations; --",
  '%s %I \\ $$ {"a":',
  '🗼👩‍👩‍👧',
  '\u202eحرف',
  'a\0b',
  '\0',
  '\ud800',
  'a\x1eb\x1fc\x07',
  'e\u0323\u0302',
  '"',
  ';,|\t',
  'dòng 1\r\ndòng 2',
  'null',
  '__proto__',
  'SRID=9;POINT(1 2)',
  'POINT(1e400 2)',
  '105,6; 21,3',
];
/** Stands for a list in a list in a list: parsing knows no depth, but writing does, so it is put in once all is written. */
const DEEP = 'sâu thăm thẳm';
const DEPTH = 20_000;

const wildText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'binary', maxLength: 30 }),
  // Nothing repeats in it, so that it cannot be stored small.
  fc.tuple(fc.integer({ min: 500, max: 60_000 }), fc.nat()).map(([length, seed]) => noise(length, seed)),
);
const wildValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: wildText },
  { weight: 2, arbitrary: fc.double() },
  { weight: 2, arbitrary: fc.maxSafeInteger() },
  fc.boolean(),
  fc.constantFrom(null, [], {}, [[null]], { toString: 1 }, [1, 'a', null]),
  fc.array(wildText, { maxLength: 3 }),
  fc.constant(DEEP),
);

/** Hard to compress, and the same every time. */
export function noise(length: number, seed: number): string {
  let state = seed + 1;
  return Array.from({ length }, () => String.fromCodePoint(0x4e00 + ((state = (state * 48_271) % 2_147_483_647) % 20_000))).join('');
}

const coordinate = fc.oneof(fc.double({ min: 105.4, max: 105.7 }), fc.double(), fc.constantFrom(0, -0, 1e308, 1e9, -5e7, 500, 90, 181, null, '105.6', NaN));
const position: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.double({ min: 105.45, max: 105.65, noNaN: true }), fc.double({ min: 21.25, max: 21.4, noNaN: true })) },
  fc.array(coordinate, { maxLength: 5 }),
);
const ring = fc.array(position, { maxLength: 6 });
const wildGeometry: fc.Arbitrary<unknown> = fc.oneof(
  position.map((coordinates) => ({ type: 'Point', coordinates })),
  ring.map((coordinates) => ({ type: 'LineString', coordinates })),
  ring.map((points) => ({ type: 'Polygon', coordinates: [[...points, points[0]]] })),
  fc.array(ring, { maxLength: 3 }).map((coordinates) => ({ type: 'MultiLineString', coordinates })),
  fc.constantFrom<unknown>(
    null,
    {},
    [],
    'POINT(105 21)',
    { type: 'Point' },
    { type: 'GeometryCollection', geometries: [] },
    { type: '__proto__', coordinates: [1, 2] },
  ),
);

const lon = fc.double({ min: 105.45, max: 105.65, noNaN: true });
const lat = fc.double({ min: 21.25, max: 21.4, noNaN: true });
const point = fc.tuple(lon, lat).map(([x, y]) => ({ type: 'Point', coordinates: [x, y] }));
const line = fc.tuple(lon, lat).map(([x, y]) => ({
  type: 'LineString',
  coordinates: [
    [x, y],
    [x + 0.001, y + 0.001],
  ],
}));

function goodGeometry({ geometry }: Kind): fc.Arbitrary<unknown> {
  if (geometry.includes('GeometryCollection')) return fc.constant(undefined);
  return geometry.includes('LineString') ? line : point;
}

/** A station that every sender has in the register, for agreements to cover. */
export const COVERED = 'GOC-1';
/** Blank, so that it becomes the sender's own. */
const OWN = null;

function goodValue(kind: Kind, field: Field): fc.Arbitrary<unknown> {
  if (field.name === kind.ownerField) return fc.constant(OWN);
  switch (field.type) {
    case 'code':
      return fc.constantFrom(...field.codes!.map(({ value }) => value));
    case 'codes':
      return fc.subarray(
        field.codes!.map(({ value }) => value),
        { minLength: 1 },
      );
    case 'organization':
      return fc.constant('vnpost');
    case 'organizations':
      return fc.constant(['vnpost']);
    case 'texts':
      return fc.constant(field.name === 'stations' ? [COVERED] : null);
    case 'date':
      return fc.constant('2021-03-05');
    case 'year':
      return fc.constant(2030);
    case 'boolean':
      return fc.boolean();
    case 'number':
    case 'integer':
      return fc.constant(30);
    default:
      return fc.constantFrom('Lãng Công', 'Số 1', 'QĐ 12/2020');
  }
}

/** Few codes, so that some come twice; now and then a wild one. */
const code = fc.oneof({ weight: 8, arbitrary: fc.nat(100).map((n) => `W-${n}`) }, { weight: 1, arbitrary: wildText });

function rowOf(kind: Kind): fc.Arbitrary<Record<string, unknown>> {
  const fields = kind.fields.filter((field) => !field.computed && field.name !== kind.codeField && !field.authorityOnly);
  // A text may be nearly anything, so there it comes further than where a number or a date is meant.
  const value = (field: Field) => fc.oneof({ weight: field.type === 'text' ? 8 : 50, arbitrary: goodValue(kind, field) }, { weight: 1, arbitrary: wildValue });
  const values = fc.record(Object.fromEntries(fields.map((field) => [field.name, value(field)])));
  const geometry = fc.oneof({ weight: 6, arbitrary: goodGeometry(kind) }, { weight: 1, arbitrary: wildGeometry });
  return fc.tuple(code, values, geometry).map(([own, rest, at]) => ({ [kind.codeField]: own, ...rest, ...(at !== undefined && { geometry: at }) }));
}

export const wildRows: fc.Arbitrary<WildRows> = fc
  .constantFrom(...KINDS)
  .chain((kind) => fc.array(rowOf(kind), { minLength: 1, maxLength: 6 }).map((rows) => ({ kind, rows })));

const shown = (value: unknown): string => (value === null || value === undefined ? '' : typeof value === 'object' ? listed(value) : String(value));
const listed = (value: object): string => (Array.isArray(value) && value.every((part) => typeof part !== 'object') ? value.join('; ') : 'lồng nhau');
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function csvOf({ kind, rows }: WildRows, separator: string, headers: string[], placeOf: (geometry: unknown) => string[]): string {
  const fields = kind.fields.filter((field) => rows.some((row) => field.name in row));
  const lines = rows.map((row) => [...fields.map(({ name }) => shown(row[name])), ...placeOf(row.geometry)]);
  return [[...fields.map(({ label }) => label.vi), ...headers], ...lines].map((cells) => cells.map(quoted).join(separator)).join('\r\n');
}

/** The first two numbers, if there are any. */
function pairOf(geometry: unknown): [string, string] {
  const { coordinates } = (geometry ?? {}) as { coordinates?: unknown };
  const [x, y] = Array.isArray(coordinates) ? coordinates.flat(3) : [];
  return [shown(x), shown(y)];
}

/** As near to it as something so wild can be written. */
function wktOf(geometry: unknown): string {
  if (geometry === undefined) return '';
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  if (typeof type !== 'string' || !Array.isArray(coordinates)) return String(geometry);
  const pair = (one: unknown): string => (Array.isArray(one) ? one.join(' ') : String(one));
  return `${type.toUpperCase()} (${type === 'Point' ? pair(coordinates) : coordinates.map(pair).join(', ')})`;
}

/** JSON as its sender would write it. */
export const toJson = (value: unknown): string => JSON.stringify(value).replaceAll(`"${DEEP}"`, '['.repeat(DEPTH) + ']'.repeat(DEPTH));

const featureOf = ({ geometry = null, ...properties }: Record<string, unknown>) => ({ type: 'Feature', geometry, properties });

/** Files of the same rows in every text format. */
export const asFile: Record<string, (wild: WildRows) => string> = {
  'comma.csv': (wild) => csvOf(wild, ',', ['WKT'], (geometry) => [wktOf(geometry)]),
  'semicolon.csv': (wild) => `\ufeff${csvOf(wild, ';', ['Kinh độ', 'Vĩ độ'], pairOf)}`,
  'tabs.csv': (wild) => csvOf(wild, '\t', ['X', 'Y'], pairOf),
  'rows.geojson': ({ rows }) => toJson({ type: 'FeatureCollection', features: rows.map(featureOf) }),
  'rows.geojsonl': ({ rows }) => rows.map((row) => toJson(featureOf(row))).join('\n'),
  'rows.json': ({ rows }) => toJson(rows),
};
