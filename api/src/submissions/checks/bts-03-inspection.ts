import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/** A certificate holds five years and is to be renewed 60 days before it ends (DOMAIN: inspection of BTS). */
export const INSPECTION: Rule = {
  id: 'BTS-03',
  severity: 'warning',
  kinds: ['bts-stations'],
  title: { vi: 'Kiểm định hết hạn hoặc sắp hết hạn', en: 'Inspection expired, or due within 60 days' },
  find: () => sql`select i.id as item_id, 'inspectionExpiresOn' as path,
      case when e.on < t.day then format('Giấy kiểm định đã hết hạn ngày %s. Bổ sung giấy mới.', to_char(e.on, 'DD/MM/YYYY'))
        else format('Giấy kiểm định hết hạn ngày %s, còn %s ngày. Làm thủ tục gia hạn.', to_char(e.on, 'DD/MM/YYYY'), e.on - t.day) end as vi,
      case when e.on < t.day then format('The inspection certificate expired on %s. Add the new one.', e.on)
        else format('The inspection certificate expires on %s, in %s days. Have it renewed.', e.on, e.on - t.day) end as en
    from package_items i, lateral (select (i.data ->> 'inspectionExpiresOn')::date as on) e, (select (now() at time zone 'Asia/Ho_Chi_Minh')::date as day) t
    where e.on < t.day + 60 and i.data ->> 'status' = 'operating'`,
};
