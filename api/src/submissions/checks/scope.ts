import { row, rows, sql, type Runner, type Sql } from '../../database/sql.js';

/** The items a statement is about: all of a package, those named, or those with ids from `first` to `last`. */
export interface Scope {
  submissionId: number;
  items?: number[];
  first?: number;
  last?: number;
}

/** Condition on an item `i`. */
export const within = ({ submissionId, items, first, last }: Scope): Sql => {
  if (items) return sql`i.submission_id = ${submissionId} and i.id = any(${items}::bigint[])`;
  return first === undefined ? sql`i.submission_id = ${submissionId}` : sql`i.submission_id = ${submissionId} and i.id between ${first} and ${last}`;
};

/** The embedded database has one session: nobody else should have to wait for a statement over more items than this. */
const PART = 20_000;

export interface Parts {
  total: number;
  parts: Scope[];
}

/** A package in parts, of about equal size: its ids follow each other, but for those of packages read at the same time, and of a file that was read again. */
export async function partsOf(on: Runner, submissionId: number): Promise<Parts> {
  const span = await row<{ total: number; first: number; last: number }>(
    on,
    sql`select count(*)::int as total, min(id) as first, max(id) as last from submission_items where submission_id = ${submissionId}`,
  );
  const { total, first, last } = span!;
  const count = Math.ceil(total / PART);
  if (count <= 1) return { total, parts: total ? [{ submissionId }] : [] };
  const size = Math.ceil((last - first + 1) / count);
  return {
    total,
    parts: Array.from({ length: count }, (_, n) => ({ submissionId, first: first + n * size, last: Math.min(last, first + (n + 1) * size - 1) })),
  };
}

/** Items that findings of these items speak of, and those whose findings speak of the same: what an edit or removal of them may change. */
export async function speakingOf(on: Runner, submissionId: number, items: number[]): Promise<number[]> {
  const found = await rows<{ id: number }>(
    on,
    sql`with spoken as (
        select unnest(${items}::bigint[]) as id union select f.other from item_findings f where f.item_id = any(${items}::bigint[]) and f.other is not null)
      select i.id from submission_items i where i.submission_id = ${submissionId}
        and i.id in (select id from spoken union select f.item_id from item_findings f where f.other in (select id from spoken))`,
  );
  return found.map((item) => item.id);
}
