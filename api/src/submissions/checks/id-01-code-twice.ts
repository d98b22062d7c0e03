import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/** Counted over a window: a join of the package with itself grows with the square of its rows. */
export const CODE_TWICE: Rule = {
  id: 'ID-01',
  severity: 'error',
  guards: true,
  whole: true,
  title: { vi: 'Mã lặp lại trong tệp', en: 'Code twice in the file' },
  explain: {
    vi: 'Mã là tên của bản ghi trong sổ đăng ký, nên một mã chỉ dùng cho một bản ghi của đơn vị. Sửa mã, hoặc bỏ hàng thừa.',
    en: 'The code is the record’s name in the register, so one code stands for one record of an organisation. Mend the code, or leave the extra rows out.',
  },
  find: ({ kind, some }) => sql`
    with twice as materialized (
      select o.owner, o.code from whole_package o
      where o.code is not null ${some ? sql`and o.code = any(array(select i.code from package_items i))` : sql``} group by 1, 2 having count(*) > 1),
    same as (
      select o.id, o.code, count(*) over w as times, min(o.row_number) over w as first_row,
        first_value(o.id) over w as first, nth_value(o.id, 2) over w as second
      from whole_package o join twice t on t.code = o.code and t.owner is not distinct from o.owner
      window w as (partition by o.owner, o.code order by o.row_number, o.id rows between unbounded preceding and unbounded following))
    select d.id as item_id, case when d.id = d.first then d.second else d.first end as other, ${kind.codeField}::text as path,
      format('Mã “%s” có %s lần trong tệp, lần đầu ở hàng %s. Mỗi mã chỉ dùng cho một bản ghi: sửa mã hoặc bỏ hàng thừa.', d.code, d.times, d.first_row) as vi,
      format('The code “%s” stands %s times in the file, first in row %s. A code belongs to one record: mend it or leave rows out.', d.code, d.times, d.first_row) as en
    from same d where d.id in (select i.id from package_items i)`,
  related: () => sql`select o.id from package_items i join whole_package o on o.code = i.code and o.owner is not distinct from i.owner and o.id <> i.id`,
};
