import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

export const PAPERS: Rule = {
  id: 'POST-01',
  severity: 'error',
  kinds: ['post-office-sites'],
  title: { vi: 'Thiếu giấy tờ của giai đoạn đất', en: 'Certified without certificate, or allocated without decision' },
  find: () => sql`
    select i.id as item_id, 'certificateNo' as path, 'Đã cấp giấy chứng nhận thì phải có số và ngày của giấy. Nhập cả hai.' as vi,
      'A certified site needs the certificate’s number and date. Enter both.' as en
    from package_items i where i.merged ->> 'landStage' = 'certified' and (i.merged ->> 'certificateNo' is null or i.merged ->> 'certificateOn' is null)
    union all
    select i.id, 'decisionNo', 'Đã giao đất thì phải có số quyết định giao đất. Nhập số quyết định.', 'An allocated site needs the number of the decision. Enter it.'
    from package_items i where i.merged ->> 'landStage' = 'allocated' and i.merged ->> 'decisionNo' is null`,
};
