import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/** Blank cells are found while reading; here a new record for which the file has no such column at all, or whose filler was taken for no error. */
export const REQUIRED: Rule = {
  id: 'DAT-01',
  severity: 'error',
  guards: true,
  title: { vi: 'Thiếu trường bắt buộc', en: 'Required field empty' },
  explain: {
    vi: 'Các trường bắt buộc làm nên một bản ghi. Nhập giá trị còn thiếu; với bản ghi đã có trong sổ, cột không có trong tệp được giữ nguyên.',
    en: 'Required fields make a record. Enter what is missing; for a record already in the register a column that the file lacks stays as it is.',
  },
  find: ({ kind, errors }) => {
    const required = kind.fields.filter((field) => field.required);
    const names = required.map((field) => field.name);
    // The items that lack any field come first: taken the other way round, all of them would be gone through once for each field.
    return sql`select i.id as item_id, f.name as path,
        format('Thiếu %s: bản ghi mới phải có trường này. Thêm cột “%s” hoặc nhập tại đây.', lower(f.vi), f.vi) as vi,
        format('%s is missing: a new record needs it. Add a column “%s” or enter it here.', f.en, f.vi) as en
      from (select i.id, i.data, i.read_problems from package_items i where i.change = 'new' and not i.data ?& ${names}::text[] offset 0) i
      join unnest(${names}::text[], ${required.map((field) => field.label.vi)}::text[], ${required.map((field) => field.label.en)}::text[]) f(name, vi, en)
        on not i.data ? f.name
      where not exists (select 1 from jsonb_array_elements(i.read_problems) p where p ->> 'path' = f.name and p ->> 'rule' = any(${errors}::text[]))`;
  },
};
