import { raw, sql, type Sql } from '../database/sql.js';
import { toEwkb } from '../geo/geometry.js';
import type { ReadRow, ReadValues } from './reading/rows.js';

const ewkbOf = ({ geometry, srid }: ReadValues): string | null => (geometry ? toEwkb(geometry, srid) : null);

/**
 * A place in WGS 84 from numbers in the file's system, or from a geometry. Rounded to 1e-7 degrees (about a centimetre):
 * finer digits are noise of the conversion and would make an unchanged record look changed.
 * Only areas are turned: st_forcepolygonccw turns lines round as well, and a line sent again as exported would be another one.
 */
const placeOf = (alias: 'r' | 'e'): Sql =>
  raw(
    `(select st_snaptogrid(case when st_dimension(p.at) = 2 then st_forcepolygonccw(p.at) else p.at end, 0.0000001)
      from (select try_transform(coalesce(st_setsrid(st_makepoint(${alias}.x, ${alias}.y), ${alias}.srid), ${alias}.drawn::geometry), 4326) as at) p)`,
  );

/** One insert for a whole batch; arrays of columns, since row by row would take a round trip each. */
export function insertItems(submissionId: number, ownerField: string, items: ReadRow[]): Sql {
  return sql`insert into submission_items (submission_id, row_number, code, owner, data, cells, x, y, srid, geom, read_problems)
    select ${submissionId}, r.row, r.code, r.owner, r.data::jsonb, array(select jsonb_array_elements_text(r.cells::jsonb)), r.x, r.y, r.srid, ${placeOf('r')}, r.problems::jsonb
    from unnest(${items.map((i) => i.row)}::int[], ${items.map((i) => i.code)}::text[], ${items.map((i) => i.data[ownerField] ?? null)}::text[],
      ${items.map((i) => JSON.stringify(i.data))}::text[], ${items.map((i) => JSON.stringify(i.cells))}::text[],
      ${items.map((i) => i.position?.x ?? null)}::float8[], ${items.map((i) => i.position?.y ?? null)}::float8[],
      ${items.map((i) => i.position?.srid ?? i.srid)}::int[], ${items.map(ewkbOf)}::text[], ${items.map((i) => JSON.stringify(i.problems))}::text[])
    as r(row, code, owner, data, cells, x, y, srid, drawn, problems)`;
}

/** One more row after the last, of the submission's own organisation; what it holds is written as an edit. */
export const blankItem = (submissionId: number, ownerField: string, owner: string): Sql => sql`
  insert into submission_items (submission_id, row_number, owner, data, cells, read_problems)
  select ${submissionId}, coalesce(max(row_number), 0) + 1, ${owner}::text, jsonb_build_object(${ownerField}::text, ${owner}::text), '{}', '[]'
  from submission_items where submission_id = ${submissionId} returning id, revision`;

/** Writes an edit of one item. Problems of fields that were edited are replaced by those found now. */
export function updateItem(itemId: number, codeField: string, ownerField: string, edit: ReadValues, touched: string[]): Sql {
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
    where i.id = ${itemId}`;
}
