import { raw, sql, type Sql } from '../database/sql.js';
import { toEwkb } from '../geo/geometry.js';
import type { ReadRow, ReadValues } from './reading/rows.js';

const ewkbOf = ({ geometry, srid }: ReadValues): string | null => (geometry ? toEwkb(geometry, srid) : null);

/** Between the cells of a row, and between the rows of a batch: characters no table holds. */
const CELL_END = '\x1f';
const ROW_END = '\x1e';
const UNWANTED = [CELL_END, ROW_END, '\0'];

const isClean = (text: string): boolean => UNWANTED.every((sign) => !text.includes(sign));
const cleaned = (text: string): string => (isClean(text) ? text : UNWANTED.reduce((left, sign) => left.replaceAll(sign, ' '), text));

/** One row's cells as they are kept. */
function joinCells(cells: string[]): string {
  const text = cells.join(CELL_END);
  const separators = text.split(CELL_END).length === Math.max(cells.length, 1);
  return separators && !text.includes(ROW_END) && !text.includes('\0') ? text : cells.map(cleaned).join(CELL_END);
}

export const splitCells = (cells: string): string[] => cells.split(CELL_END);

/**
 * A place in WGS 84 from numbers in the file's system, or from a geometry. Rounded to 1e-7 degrees (about a centimetre):
 * finer digits are noise of the conversion and would make an unchanged record look changed.
 * Only areas are turned: st_forcepolygonccw turns lines round as well, and a line sent again as exported would be another one.
 */
const placeOf = (alias: 'r' | 'e'): Sql =>
  raw(
    // "offset 0" keeps the planner from writing an expression out once for each mention of it.
    `(select st_snaptogrid(case when st_dimension(p.at) = 2 then st_forcepolygonccw(p.at) else p.at end, 0.0000001)
      from (select case when g.read is null or ${alias}.srid = 4326 then g.read when ${canBe(alias)} then st_transform(g.read, 4326) else try_transform(g.read, 4326) end as at
        from (select coalesce(st_setsrid(st_makepoint(${alias}.x, ${alias}.y), ${alias}.srid), nullif(${alias}.drawn, '')::geometry) as read offset 0) g offset 0) p)`,
  );

/** Numbers these systems can hold never fail to be converted; only for others is the dearer, guarded way taken. */
const canBe = (alias: 'r' | 'e'): string =>
  `${alias}.srid in (5897, 9208, 9211, 3405) and ${alias}.x between -1000000 and 2000000 and ${alias}.y between 0 and 9000000`;

/** A column of a batch as one text of lines: arrays would be escaped value by value, which takes longer than reading the file. */
const lines = (texts: (string | null)[]): Sql => sql`string_to_table(${texts.map((text) => text ?? '').join(ROW_END)}, ${ROW_END})`;
const numbers = (values: (number | null)[]): string => `{${values.map((value) => value ?? 'NULL').join(',')}}`;

/** The rows of a batch as a relation `r`; what is blank is null. JSON holds no bare control characters, so it needs no care. */
const batch = (ownerField: string, items: ReadRow[]): Sql => sql`
  rows from (unnest(${numbers(items.map((i) => i.row))}::int[]), ${lines(items.map((i) => i.code && cleaned(i.code)))},
    ${lines(items.map((i) => (i.data[ownerField] as string | null) ?? null))}, ${lines(items.map((i) => JSON.stringify(i.data)))},
    ${lines(items.map((i) => joinCells(i.cells)))}, unnest(${numbers(items.map((i) => i.position?.x ?? null))}::float8[]),
    unnest(${numbers(items.map((i) => i.position?.y ?? null))}::float8[]), unnest(${numbers(items.map((i) => i.position?.srid ?? i.srid))}::int[]),
    ${lines(items.map((i) => (i.geometry ? toEwkb(i.geometry, i.srid) : null)))}, ${lines(items.map((i) => (i.problems.length ? JSON.stringify(i.problems) : null)))})
  as r(row, code, owner, data, cells, x, y, srid, drawn, problems)`;

/**
 * One insert for a whole batch; the units each place lies in are looked up on the way, all points at once.
 * A row that is already there stays as it is, so that a batch sent twice is there once.
 */
export function insertItems(submissionId: number, ownerField: string, items: ReadRow[]): Sql {
  return sql`with r as materialized (select r.*, ${placeOf('r')} as geom from ${batch(ownerField, items)}),
    points as (
      select r.row, array_agg(p.unit_id order by p.unit_id) as units
      from r join unit_pieces p on p.cell = cell_of(r.geom) and (p.part is null or st_intersects(p.part, r.geom)) group by r.row)
    insert into submission_items (submission_id, row_number, code, owner, data, cells, x, y, srid, geom, units, read_problems)
    select ${submissionId}, r.row, nullif(r.code, ''), nullif(r.owner, ''), r.data::jsonb, coalesce(r.cells, ''), r.x, r.y, r.srid, r.geom,
      case when geometrytype(r.geom) = 'POINT' then coalesce(p.units, '{}') else units_at(r.geom) end, coalesce(nullif(r.problems, ''), '[]')::jsonb
    from r left join points p on p.row = r.row order by r.row
    on conflict (submission_id, row_number) do nothing`;
}

/** One more row after the last, of the submission's own organisation; what it holds is written as an edit. */
export const blankItem = (submissionId: number, ownerField: string, owner: string, row: number | null = null): Sql => sql`
  insert into submission_items (submission_id, row_number, owner, data, read_problems)
  select ${submissionId}, coalesce(${row}::int, max(row_number), 0) + case when ${row === null} then 1 else 0 end, ${owner}::text, jsonb_build_object(${ownerField}::text, ${owner}::text), '[]'
  from submission_items where submission_id = ${submissionId} returning id, revision`;

/** Writes an edit of items. Problems of fields that were edited are replaced by those found now. */
export function updateItems(where: Sql, codeField: string, ownerField: string, edit: ReadValues, touched: string[]): Sql {
  const moved = edit.position !== null || edit.geometry !== null;
  return sql`update submission_items i set
      data = (i.data - ${touched}::text[]) || ${JSON.stringify(edit.data)}::jsonb,
      code = case when ${codeField in edit.data} then ${edit.data[codeField] ?? null}::text else i.code end,
      owner = case when ${ownerField in edit.data} then ${edit.data[ownerField] ?? null}::text else i.owner end,
      geom = case when ${moved} then ${placeOf('e')} else i.geom end,
      x = case when ${moved} then e.x else i.x end, y = case when ${moved} then e.y else i.y end, srid = case when ${moved} then e.srid else i.srid end,
      read_problems = coalesce((select jsonb_agg(p) from jsonb_array_elements(i.read_problems) p where not p ->> 'path' = any(${touched}::text[])), '[]')
        || ${JSON.stringify(edit.problems)}::jsonb,
      revision = i.revision + 1
    from (select ${edit.position?.x ?? null}::float8 as x, ${edit.position?.y ?? null}::float8 as y, ${edit.position?.srid ?? edit.srid}::int as srid,
      ${ewkbOf(edit)}::text as drawn) e
    where ${where}`;
}
