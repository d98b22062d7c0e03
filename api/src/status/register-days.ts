import { visibleDay } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { raw, row, rows, sql, type Runner, type Sql } from '../database/sql.js';
import { TODAY } from '../registry/today.js';
import type { DayOfChange, RegisterLife } from './answers.js';

const changesInDistrict = (viewer: Viewer): Sql => sql`
  select (v.valid_from at time zone 'Asia/Ho_Chi_Minh')::date as day, count(*) as changes
  from placements p join record_versions v on v.record_id = p.record_id and v.revision = p.revision where p.unit_id = ${viewer.unit!.id} group by 1`;

/** Days on which records changed that the user may see, oldest first. */
export const daysOfChange = (on: Runner, viewer: Viewer): Promise<DayOfChange[]> =>
  rows(
    on,
    sql`select c.day::text as day, c.changes::int as changes from (${
      viewer.role === 'district_officer'
        ? changesInDistrict(viewer)
        : sql`select d.day, sum(d.changes) as changes from register_days d where ${visibleDay(viewer)} group by 1`
    }) c order by 1`,
  );

/** When the register and the units under it changed. */
export async function registerLife(on: Runner, viewer: Viewer): Promise<RegisterLife> {
  const known = await row<{ today: string; unitDays: string[] }>(
    on,
    sql`select ${raw(TODAY)}::text as today, (select array_agg(distinct u.valid_from::text order by u.valid_from::text) from administrative_units u where u.level <> 'province') as "unitDays"`,
  );
  return { today: known!.today, unitDays: known!.unitDays ?? [], days: await daysOfChange(on, viewer) };
}
