import { raw, sql, type Sql } from '../../database/sql.js';
import { after, afterList, type Rule } from './rule.js';

/** From the first to the last day of an agreement; one that was ended early ends on that day. Days the wrong way round are AGR-01's. */
const term = (from: Sql, to: Sql, terminated: Sql): Sql =>
  sql`daterange(${from}, greatest(${from}, least(coalesce(${to}, 'infinity'), coalesce(${terminated}, 'infinity'))), '[]')`;

/** An agreement as it would be, one row for each station. */
const sharing = (relation: 'package_items' | 'package_with_records'): Sql => sql`
  select i.id, i.record_id, i.owner, i.code, c.station, ${afterList('tenants')} as tenants,
    ${term(sql`${after('effectiveFrom')}::date`, sql`${after('effectiveTo')}::date`, sql`${after('terminatedOn')}::date`)} as term
  from ${raw(relation)} i cross join lateral jsonb_array_elements_text(${afterList('stations')}) c(station)
  where ${after('status')} is distinct from 'terminated'`;

/** Pairs of agreements of one package, the checked one first. */
const pairs = sql`
  select a.id, b.id as other, a.station, t.tenant, b.code, b.term
  from checked a join inside b on b.owner = a.owner and b.station = a.station and b.id <> a.id and b.code is distinct from a.code and b.term && a.term
  cross join lateral (select jsonb_array_elements_text(a.tenants) as tenant) t where b.tenants ? t.tenant`;

const RELATIONS = sql`package_with_records as not materialized (
    select w.*, r as register from whole_package w left join sharing_agreements r on r.id = w.record_id),
  checked as materialized (${sharing('package_items')}), inside as materialized (${sharing('package_with_records')})`;

export const AGREEMENT_OVERLAP: Rule = {
  id: 'AGR-02',
  severity: 'warning',
  whole: true,
  kinds: ['sharing-agreements'],
  title: {
    vi: 'Trùng thời gian với thỏa thuận khác của cùng bên dùng chung tại cùng trạm',
    en: 'Overlaps an agreement of the same tenant on the same station',
  },
  explain: {
    vi: 'Hai thỏa thuận cùng hiệu lực cho một bên dùng chung tại một trạm làm số liệu dùng chung bị tính hai lần. Kết thúc thỏa thuận cũ trước ngày thỏa thuận mới có hiệu lực, hoặc gộp thành một.',
    en: 'Two agreements in force for one tenant on one station count the same sharing twice. End the earlier one before the later one starts, or make them one.',
  },
  find: () => sql`
    with ${RELATIONS},
    found as (
      select * from (${pairs}) p
      union all
      select a.id, null, a.station, t.tenant, o.number, daterange(o.effective_from, o.effective_to, '[]')
      from checked a join sharing_agreements o on o.host = a.owner and a.station = any(o.stations) and o.id is distinct from a.record_id
        and o.number is distinct from a.code and o.status <> 'terminated'
        and ${term(sql`o.effective_from`, sql`o.effective_to`, sql`o.terminated_on`)} && a.term
      cross join lateral (select jsonb_array_elements_text(a.tenants) as tenant) t where t.tenant = any(o.tenants))
    select distinct on (f.id) f.id as item_id, f.other, 'stations' as path,
      format('Trùng thời gian với thỏa thuận “%s” của %s tại trạm %s. Kết thúc thỏa thuận cũ trước, hoặc sửa ngày hiệu lực.', f.code, n.short_name, f.station) as vi,
      format('Overlaps in time with agreement “%s” of %s on station %s. End the earlier one first, or mend the dates.', f.code, n.short_name, f.station) as en
    from found f join organizations n on n.code = f.tenant order by f.id, f.other nulls last, f.station, f.tenant, f.code`,
  related: () => sql`with ${RELATIONS} select p.other as id from (${pairs}) p`,
};
