import { empty, join, raw, sql, type Sql } from '../database/sql.js';
import { polygonText, type Ring } from '../geo/ring.js';
import { Problem } from '../http/problem.js';
import { columnOf, fieldOf, type Kind } from './field.js';
import type { RecordQuery } from './record-query.js';
import { sourceOf, versionsOn } from './visible-records.js';

const column = (field: string): Sql => raw(`v."${field}"`);

/** The box is in the table's own system: the column is never transformed, so its spatial index is used. */
const inBox = ([west, south, east, north]: [number, number, number, number]): Sql =>
  sql`v.geom && st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4326) and st_intersects(v.geom, st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4326))`;

/** Touching the border counts as inside. `st_intersects` looks at the boxes first, with the index. */
const inRing = (ring: Ring): Sql => sql`st_intersects(v.geom, st_geomfromtext(${polygonText(ring)}, 4326))`;

const inUnit = (unit: number): Sql => sql`exists (select 1 from placements p where p.unit_id = ${unit} and p.record_id = v.id and p.revision = v.revision)`;

function equals(kind: Kind, name: string, values: (string | number | boolean)[]): Sql {
  const type = fieldOf(kind, name)!.type;
  if (type === 'codes' || type === 'texts' || type === 'organizations') return sql`${column(name)} && ${values}::text[]`;
  if (type === 'boolean') return sql`coalesce(${column(name)}, false) = any(${values}::boolean[])`;
  if (type === 'date') return sql`${column(name)} = any(${values}::date[])`;
  if (type === 'number' || type === 'integer' || type === 'year') return sql`${column(name)} = any(${values}::double precision[])`;
  return sql`${column(name)} = any(${values}::text[])`;
}

const castOf = (kind: Kind, name: string): Sql => raw(fieldOf(kind, name)!.type === 'date' ? 'date' : 'double precision');

/** What of a record is searched, read from its fields. */
export const searchText = (kind: Kind, read: (name: string) => Sql = column): Sql =>
  join(
    kind.searchFields.map((name) => sql`coalesce(${read(name)}, '')`),
    ` || ' ' || `,
  );

export const escapeLike = (word: string): string => word.replace(/[\\%_]/g, '\\$&');

/** Each word of a text somewhere in what is searched, given by SQL. */
export const matches = (searched: Sql, q: string, before = '%'): Sql =>
  join(
    q
      .split(/\s+/)
      .slice(0, 8)
      .map((word) => sql`${searched} like ${before} || fold(${escapeLike(word)}) || '%'`),
    ' and ',
  );

/**
 * Whether a condition on `t.folded` holds for a record that is there now: what of it is searched is kept beside it. All may read the fields it comes from, or
 * it would have to be read from those that are visible. Texts of many new records are not in the index yet: the planner goes through those as well because
 * both are spelled out.
 */
export const textKept = (kind: Kind, condition: Sql): Sql => sql`v.id in (${idsKept(kind, condition)})`;

const idsKept = (kind: Kind, condition: Sql): Sql =>
  sql`select t.record_id from record_texts t where t.kind = ${raw(`'${kind.name}'`)} and (t.indexed or not t.indexed) and ${condition}`;

/**
 * Rows of a kind as they were at the end of a day for which a condition on a folded text holds. Most were then what they are now, so the index finds most of
 * them, which it could not behind both kinds of version taken together.
 */
export const textKeptOn = (kind: Kind, day: string, holds: (searched: Sql) => Sql): Sql =>
  versionsOn(kind, day, holds(sql`fold(${searchText(kind, (name) => raw(`p.${columnOf(name)}`))})`), sql`r.id in (${idsKept(kind, holds(sql`t.folded`))})`);

/** What a query's rows are read from: all of them, or of an earlier day those that its text chooses. */
export const sourceFor = (kind: Kind, { asOf, q }: RecordQuery): Sql =>
  asOf && q ? textKeptOn(kind, asOf, (searched) => matches(searched, q)) : raw(sourceOf(kind.name, asOf));

/** What of a query `sourceFor` leaves to be asked. */
export const restOf = (query: RecordQuery): RecordQuery => (query.asOf ? { ...query, q: undefined } : query);

const holdsWords = (kind: Kind, q: string, past: boolean): Sql =>
  past ? matches(sql`fold(${searchText(kind)})`, q) : textKept(kind, matches(sql`t.folded`, q));

/**
 * Conditions of a query on the rows `v` of `visibleRecords`, joined with "and".
 * @param past the rows are those of an earlier day
 */
export function conditions(kind: Kind, query: RecordQuery, past = query.asOf !== undefined): Sql {
  const all = [
    sql`true`,
    ...(query.bbox ? [inBox(query.bbox)] : []),
    ...(query.within ? [inRing(query.within)] : []),
    ...(query.unit ? [inUnit(query.unit)] : []),
    ...Object.entries(query.equal).map(([name, values]) => equals(kind, name, values)),
    ...Object.entries(query.min).map(([name, value]) => sql`${column(name)} >= ${value}::${castOf(kind, name)}`),
    ...Object.entries(query.max).map(([name, value]) => sql`${column(name)} <= ${value}::${castOf(kind, name)}`),
    ...(query.problem === undefined ? [] : [sql`coalesce(${raw(kind.problem)}, false) = ${query.problem}`]),
    ...(query.q ? [holdsWords(kind, query.q, past)] : []),
  ];
  return join(all, ' and ');
}

/** Where a page ended: the sort value and id of its last row. */
export interface Cursor {
  value: string | null;
  id: number;
}

export const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify([cursor.value, cursor.id])).toString('base64url');

/** @throws Problem 422 for a cursor that was not given out by a page. */
export function readCursor(text: string): Cursor {
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string | null, number];
    if ((value === null || typeof value === 'string') && Number.isSafeInteger(id)) return { value, id };
  } catch {
    // Told below, like a cursor of the wrong shape.
  }
  throw new Problem(422, 'bad-cursor', {
    vi: 'Con trỏ trang không đúng. Dùng giá trị "next" của trang trước, hoặc bỏ tham số cursor.',
    en: 'The page cursor is not valid. Use the "next" of the page before, or leave the cursor out.',
  });
}

/** Rows after the cursor, by (sort value, id), empty values last. Seeking keeps deep pages as quick as the first. */
export function afterCursor(kind: Kind, query: RecordQuery): Sql {
  if (!query.cursor) return empty;
  const { value, id } = readCursor(query.cursor);
  if (!query.sort) return sql` and v.id > ${id}`;
  const by = column(query.sort.field);
  if (value === null) return sql` and (${by} is null and v.id > ${id})`;
  const beyond = raw(query.sort.descending ? '<' : '>');
  const typed = sql`${value}::${raw(CASTS[fieldOf(kind, query.sort.field)!.type] ?? 'text')}`;
  return sql` and (${by} ${beyond} ${typed} or (${by} = ${typed} and v.id > ${id}) or ${by} is null)`;
}

const CASTS: Record<string, string> = { number: 'double precision', integer: 'integer', year: 'integer', date: 'date', boolean: 'boolean' };

export const order = (query: RecordQuery): Sql =>
  query.sort ? sql`order by ${column(query.sort.field)} ${raw(query.sort.descending ? 'desc' : 'asc')} nulls last, v.id` : sql`order by v.id`;
