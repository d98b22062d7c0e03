import { raw, sql } from '../../database/sql.js';
import { TODAY } from '../../registry/today.js';
import { after, type Rule } from './rule.js';

/** A certificate holds five years and is to be renewed 60 days before it ends (DOMAIN: inspection of BTS). */
export const INSPECTION: Rule = {
  id: 'BTS-03',
  severity: 'warning',
  kinds: ['bts-stations'],
  title: { vi: 'Kiểm định hết hạn hoặc sắp hết hạn', en: 'Inspection expired, or soon to expire' },
  explain: {
    vi: 'Giấy chứng nhận kiểm định có giá trị năm năm và phải làm thủ tục gia hạn trước khi hết hạn. Nhập số và ngày của giấy mới, hoặc làm thủ tục gia hạn.',
    en: 'An inspection certificate holds for five years and is renewed before it ends. Enter the number and date of the new one, or have it renewed.',
  },
  thresholds: [
    { name: 'days', label: { vi: 'Báo trước khi hết hạn', en: 'Warn before the end' }, unit: { vi: 'ngày', en: 'days' }, default: 60, min: 0, max: 365 },
  ],
  find: ({ thresholds }) => sql`select e.id as item_id, 'inspectionExpiresOn' as path,
      case when e.on < t.day then format('Giấy kiểm định đã hết hạn ngày %s. Bổ sung giấy mới.', to_char(e.on, 'DD/MM/YYYY'))
        else format('Giấy kiểm định hết hạn ngày %s, còn %s ngày. Làm thủ tục gia hạn.', to_char(e.on, 'DD/MM/YYYY'), e.on - t.day) end as vi,
      case when e.on < t.day then format('The inspection certificate expired on %s. Add the new one.', e.on)
        else format('The inspection certificate expires on %s, in %s days. Have it renewed.', e.on, e.on - t.day) end as en
    from (select i.id, ${after('inspectionExpiresOn')}::date as on from package_items i where ${after('status')} = 'operating' offset 0) e,
      (select ${raw(TODAY)} as day) t
    where e.on < t.day + ${thresholds['days']}::int`,
};
