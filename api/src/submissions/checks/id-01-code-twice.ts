import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/** Rows of one code that its message names. */
const SHOWN = 5;

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
  find: ({ kind, some, seen }) =>
    seen?.distinct
      ? null
      : sql`
    with twice as materialized (
      select o.owner, o.code from whole_package o
      where o.code is not null ${some ? sql`and o.code = any(array(select i.code from package_items i))` : sql``} group by 1, 2 having count(*) > 1),
    same as (
      select o.id, o.code, count(*) over w as times, row_number() over w as time, o.row_number,
        first_value(o.id) over w as first, nth_value(o.id, 2) over w as second
      from whole_package o join twice t on t.code = o.code and t.owner is not distinct from o.owner
      window w as (partition by o.owner, o.code order by o.row_number, o.id rows between unbounded preceding and unbounded following)),
    places as (
      select s.first, string_agg(s.row_number::text, ', ' order by s.time) || case when max(s.times) > ${SHOWN} then ', …' else '' end as listed
      from same s where s.time <= ${SHOWN} group by 1)
    select d.id as item_id, case when d.id = d.first then d.second else d.first end as other, ${kind.codeField}::text as path,
      format('Mã “%s” có %s lần trong tệp, ở hàng %s. Mỗi mã chỉ dùng cho một bản ghi: sửa mã hoặc bỏ hàng thừa.', d.code, d.times, p.listed) as vi,
      format('The code “%s” stands %s times in the file, in rows %s. A code belongs to one record: mend it or leave rows out.', d.code, d.times, p.listed) as en
    from same d join places p using (first) where d.id in (select i.id from package_items i)`,
  related: () => sql`select o.id from package_items i join whole_package o on o.code = i.code and o.owner is not distinct from i.owner and o.id <> i.id`,
};
