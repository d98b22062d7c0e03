import { sql } from '../../database/sql.js';
import { after, type Rule } from './rule.js';

export const PAPERS: Rule = {
  id: 'POST-01',
  severity: 'error',
  kinds: ['post-office-sites'],
  title: { vi: 'Thiếu giấy tờ của giai đoạn đất', en: 'Certified without certificate, or allocated without decision' },
  explain: {
    vi: 'Giai đoạn đất được chứng minh bằng giấy tờ: giao đất bằng quyết định, chứng nhận bằng giấy chứng nhận có số và ngày. Nhập giấy tờ, hoặc chọn giai đoạn trước đó.',
    en: 'A stage of land is proven by its papers: allocation by a decision, certification by a certificate with number and date. Enter them, or choose the stage before.',
  },
  find: () => sql`
    select i.id as item_id, case when ${after('certificateNo')} is null then 'certificateNo' else 'certificateOn' end as path,
      'Đã cấp giấy chứng nhận thì phải có số và ngày của giấy. Nhập cả hai.' as vi, 'A certified site needs the certificate’s number and date. Enter both.' as en
    from package_items i where ${after('landStage')} = 'certified' and (${after('certificateNo')} is null or ${after('certificateOn')} is null)
    union all
    select i.id, 'decisionNo', 'Đã giao đất thì phải có số quyết định giao đất. Nhập số quyết định.', 'An allocated site needs the number of the decision. Enter it.'
    from package_items i where ${after('landStage')} = 'allocated' and ${after('decisionNo')} is null`,
};
