import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/** Counted over a window: a join of the package with itself grows with the square of its rows. */
export const CODE_TWICE: Rule = {
  id: 'ID-01',
  severity: 'error',
  title: { vi: 'Mã lặp lại trong tệp', en: 'Code twice in the file' },
  find: ({ kind }) => sql`select d.id as item_id, ${kind.codeField}::text as path,
      format('Mã “%s” có %s lần trong tệp, lần đầu ở hàng %s. Mỗi mã chỉ dùng cho một bản ghi: sửa mã hoặc bỏ hàng thừa.', d.code, d.times, d.first) as vi,
      format('The code “%s” stands %s times in the file, first in row %s. A code belongs to one record: mend it or leave rows out.', d.code, d.times, d.first) as en
    from (select i.id, i.code, count(*) over same as times, min(i.row_number) over same as first from package_items i
          where i.code is not null window same as (partition by i.owner, i.code)) d
    where d.times > 1`,
};
