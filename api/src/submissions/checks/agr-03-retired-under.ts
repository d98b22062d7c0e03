import { raw, sql } from '../../database/sql.js';
import { TODAY } from '../../registry/today.js';
import { after, type Rule } from './rule.js';

/** A station or segment that ends while an agreement in force still stands on it. */
export const RETIRED_UNDER_AGREEMENT: Rule = {
  id: 'AGR-03',
  severity: 'warning',
  kinds: ['bts-stations', 'cable-segments'],
  title: { vi: 'Ngừng trong khi đang được dùng chung', en: 'Ended while it is still shared' },
  explain: {
    vi: 'Bên dùng chung vẫn đặt thiết bị ở đó theo thỏa thuận còn hiệu lực. Báo cho bên dùng chung và chấm dứt hoặc sửa thỏa thuận trước khi ngừng.',
    en: 'A tenant still has equipment there under an agreement in force. Tell the tenants, and end or change the agreement before the station or segment ends.',
  },
  find: ({ kind }) => {
    const covers = kind.name === 'bts-stations' ? sql`o.stations` : sql`o.segments`;
    return sql`
      select i.id as item_id, 'status' as path,
        format('Đang được dùng chung theo thỏa thuận %s với %s. Chấm dứt hoặc sửa thỏa thuận trước, và báo cho bên dùng chung.', g.numbers, g.tenants) as vi,
        format('It is shared under agreement %s with %s. End or change the agreement first, and tell the tenants.', g.numbers, g.tenants) as en
      from package_items i cross join lateral (
        select string_agg(distinct '“' || o.number || '”', ', ') as numbers, string_agg(distinct n.short_name, ', ') as tenants
        from sharing_agreements o join organizations n on n.code = any(o.tenants)
        where o.host = i.owner and i.code = any(${covers}) and o.status = 'active' and coalesce(o.effective_to, 'infinity') >= ${raw(TODAY)}) g
      where i.change in ('changed', 'removed') and (i.register).status <> ${kind.retired.status} and ${after('status')} = ${kind.retired.status} and g.numbers is not null`;
  },
};
