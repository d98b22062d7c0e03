import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

export const CODE_TWICE: Rule = {
  id: 'ID-01',
  severity: 'error',
  title: { vi: 'Mã lặp lại trong tệp', en: 'Code twice in the file' },
  find: ({ kind }) => sql`select d.id as item_id, ${kind.codeField} as path,
      format('Mã “%s” đã có ở hàng %s. Mỗi mã chỉ dùng cho một bản ghi: sửa mã hoặc bỏ một hàng.', d.code, d.others) as vi,
      format('The code “%s” also stands in row %s. A code belongs to one record: mend it or leave a row out.', d.code, d.others) as en
    from (select i.id, i.code, (select string_agg(o.row_number::text, ', ' order by o.row_number) from package_items o
            where o.code = i.code and o.owner is not distinct from i.owner and o.id <> i.id) as others
          from package_items i join (select code, owner from package_items where code is not null group by code, owner having count(*) > 1) t
            on t.code = i.code and t.owner is not distinct from i.owner) d`,
};
