import { join, sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/** Blank cells are found while reading; here a new record for which the file has no such column at all. */
export const REQUIRED: Rule = {
  id: 'DAT-01',
  severity: 'error',
  title: { vi: 'Thiếu trường bắt buộc', en: 'Required field empty' },
  find: ({ kind }) =>
    join(
      kind.fields
        .filter((field) => field.required)
        .map(
          (field) => sql`select i.id as item_id, ${field.name}::text as path,
            ${`Thiếu ${field.label.vi.toLowerCase()}: bản ghi mới phải có trường này. Thêm cột “${field.label.vi}” hoặc nhập tại đây.`} as vi,
            ${`${field.label.en} is missing: a new record needs it. Add a column “${field.label.vi}” or enter it here.`} as en
          from package_items i where i.change = 'new' and (i.data -> ${field.name}::text is null)
            and not exists (select 1 from jsonb_array_elements(i.read_problems) p where p ->> 'path' = ${field.name})`,
        ),
      ' union all ',
    ),
};
