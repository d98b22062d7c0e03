import { raw, row, sql, type Runner, type Sql } from '../../database/sql.js';
import { TODAY } from '../../registry/today.js';
import { VERSION } from '../../version.js';

/**
 * Another text as soon as a check of a package may find something else than it did: the register, its units, zones or agreements changed, the rules were set
 * otherwise, an organisation got another name, a day went by, or another version of the registry runs. To be read before the check looks at any of that.
 */
export async function checkMark(on: Runner): Promise<string> {
  const found = await row<{ mark: string }>(
    on,
    sql`select md5(concat_ws(' ', ${VERSION}::text, ${raw(TODAY)},
      (select string_agg(revision::text, ' ' order by subject) from register_revisions),
      (select string_agg(concat_ws(' ', rule, severity, thresholds), ' ' order by rule) from rule_settings),
      (select string_agg(o::text, ' ' order by code) from organizations o))) as mark`,
  );
  return found!.mark;
}

/** Notes that all of a package is checked as things stood when this mark was read. @param follows its items followed the register, see `compare` */
export const checkedAs = (submissionId: number, mark: string, follows: boolean): Sql =>
  sql`update submissions set checked_as = ${follows ? mark : mark + AS_SENT} where id = ${submissionId}`;
const AS_SENT = ' sent';

/** Notes that findings may not be those of its items any more. */
export const unchecked = (submissionId: number): Sql => sql`update submissions set checked_as = null where id = ${submissionId} and checked_as is not null`;

/**
 * Whether all of it was checked as things stand now; items that were edited since have been checked again by themselves. What was in conflict while the
 * package was with a reviewer is compared anew for its sender, not the other way round.
 */
export async function isChecked(on: Runner, submissionId: number, follows: boolean): Promise<boolean> {
  const mark = await checkMark(on);
  return !!(await row(
    on,
    sql`select 1 from submissions where id = ${submissionId} and checked_as = any(${follows ? [mark] : [mark, mark + AS_SENT]}::text[])`,
  ));
}
