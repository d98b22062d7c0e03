import type { DataSource } from 'typeorm';
import { raw, rows, sql, type Sql } from '../database/sql.js';
import { WGS_84 } from '../geo/systems.js';
import { kindNamed } from '../registry/kinds.js';
import { registerFields } from '../submissions/checks/check-package.js';
import { cellsOf, splitCells } from '../submissions/cells.js';
import type { ItemRow } from '../submissions/item.js';
import type { Problem } from '../submissions/reading/problem.js';
import type { Submission } from '../submissions/submission.js';
import type { Found } from './answers.js';

/** An item as its report needs it. */
export interface ReportRow {
  id: number;
  row: number;
  code: string | null;
  change: ItemRow['change'];
  data: Record<string, unknown>;
  /** The record as the register holds it, for items that change one. */
  before: Record<string, unknown> | null;
  /** As text, one for each column of the file. */
  cells: string[];
  /** Something in it was mended by hand. */
  edited: boolean;
  /** In the file's own system. */
  x: number | null;
  y: number | null;
  /** In the file's own system; only where it is no point. */
  wkt: string | null;
  /** The same in WGS 84. */
  lon: number | null;
  lat: number | null;
  outline: string | null;
  checks: Omit<Problem, 'row'>[];
  verdict: string | null;
  reason: string | null;
  comment: string | null;
  /** What the authority wrote about it in the thread. */
  words: string[];
}

export type Choice = 'all' | 'problems';

const PAGE = 1000;

/** Items worth telling of: with something found, or with an inspector's words. */
const TOLD = sql`(i.severity > 0 or i.comment is not null or i.verdict in ('returned', 'rejected') or exists (select 1 from item_findings f where f.item_id = i.id))`;

/** The items of a package in the order of the file (records to be removed, which are in none, come first), a page at a time: memory stays flat and no connection is held while a slow client reads. */
export async function* reportRows(database: DataSource, submission: Submission, choice: Choice): AsyncGenerator<ReportRow[]> {
  const told = choice === 'problems' ? sql`and ${TOLD}` : sql``;
  let last: number | undefined;
  do {
    const after: Sql = last === undefined ? sql`` : sql`and i.row_number > ${last}`;
    const page = await rows<ReportRow & { cells: string }>(
      database,
      sql`select ${COLUMNS(submission)} from submission_items i left join ${raw(kindNamed(submission.kind).table)} r on r.id = i.record_id
        where i.submission_id = ${submission.id} ${told} ${after} order by i.row_number limit ${PAGE}`,
    );
    if (page.length) yield page.map((row) => ({ ...row, cells: splitCells(row.cells) }));
    last = page.length === PAGE ? page.at(-1)!.row : undefined;
  } while (last !== undefined);
}

function COLUMNS({ kind, crs }: Submission): Sql {
  const srid = Number((crs?.code ?? WGS_84.code).slice('EPSG:'.length));
  const point = sql`geometrytype(i.geom) = 'POINT'`;
  const inFile = sql`case when i.srid = ${srid}::int and i.x is null then i.geom else try_transform(i.geom, ${srid}::int) end`;
  return sql`i.id, i.row_number as row, i.code, i.change, i.data, ${cellsOf('i')} as cells, i.edits is not null or i.revision > i.read_revision as edited, i.verdict, i.reason, i.comment,
    case when i.change in ('changed', 'conflicting') then ${registerFields(kindNamed(kind))} end as before,
    coalesce(i.x, case when ${point} then st_x(${inFile}) end) as x, coalesce(i.y, case when ${point} then st_y(${inFile}) end) as y,
    case when ${point} then round(st_x(i.geom)::numeric, 7)::float8 end as lon, case when ${point} then round(st_y(i.geom)::numeric, 7)::float8 end as lat,
    case when not ${point} then st_astext(${inFile}, 7) end as wkt, case when not ${point} then st_astext(i.geom, 7) end as outline,
    (select coalesce(json_agg(json_build_object('rule', f.rule, 'severity', (array['info', 'warning', 'error'])[f.severity], 'path', f.path,
        'column', f.detail -> 'column', 'header', f.detail -> 'header', 'message', json_build_object('vi', f.vi, 'en', f.en)) order by f.severity desc, f.rule, f.path), '[]')
      from item_findings f where f.item_id = i.id) as checks,
    (select coalesce(json_agg(w.words order by w.id), '[]') from submission_words w where w.item_id = i.id and w.by_authority) as words`;
}

export const ruleCounts = (database: DataSource, id: number): Promise<Found[]> =>
  rows(
    database,
    sql`select f.rule, (array['info', 'warning', 'error'])[f.severity] as severity, count(distinct f.item_id)::int as items, count(*)::int as findings
      from item_findings f where f.submission_id = ${id} group by f.rule, f.severity order by f.severity desc, f.rule`,
  );
