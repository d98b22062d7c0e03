import { sql } from '../../database/sql.js';
import { after, type Rule } from './rule.js';

export const DUCTS_IN_USE: Rule = {
  id: 'CAB-04',
  severity: 'warning',
  kinds: ['cable-segments'],
  title: { vi: 'Số ống đang dùng nhiều hơn số ống', en: 'More ducts in use than there are' },
  explain: {
    vi: 'Số ống còn trống cho bên khác dùng chung được tính từ hai số này. Sửa số ống, hoặc số ống đang dùng.',
    en: 'The ducts left for others to share are counted from these two numbers. Mend the number of ducts, or of those in use.',
  },
  find: () => sql`
    select d.id as item_id, 'ductsUsed' as path, format('Đang dùng %s ống, nhưng tuyến chỉ có %s ống. Sửa một trong hai số.', d.used, d.ducts) as vi,
      format('%s ducts are in use, but the segment has only %s. Mend one of the two.', d.used, d.ducts) as en
    from (select i.id, ${after('ductsUsed')}::int as used, ${after('ductCount')}::int as ducts from package_items i offset 0) d where d.used > d.ducts`,
};
