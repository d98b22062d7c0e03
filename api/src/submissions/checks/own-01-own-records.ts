import { sql } from '../../database/sql.js';
import { fieldOf } from '../../registry/field.js';
import type { Rule } from './rule.js';

/** An organisation speaks for its own records only. */
export const OWN_RECORDS: Rule = {
  id: 'OWN-01',
  severity: 'error',
  title: { vi: 'Bản ghi của đơn vị khác', en: 'A record of another organisation' },
  guards: true,
  explain: {
    vi: 'Mỗi đơn vị chỉ khai báo bản ghi của mình; bản ghi của đơn vị khác do đơn vị đó gửi. Sửa tên đơn vị, hoặc bỏ bản ghi này ra.',
    en: 'An organisation speaks for its own records only. Mend the name of the organisation, or leave the row out.',
  },
  find: ({ kind, submissionId }) => sql`select i.id as item_id, ${kind.ownerField} as path,
      format(${`${fieldOf(kind, kind.ownerField)!.label.vi} là “%s”, khác đơn vị gửi hồ sơ (“%s”). Sửa lại, hoặc để đơn vị đó tự gửi.`}, i.owner, s.owner) as vi,
      format(${`${fieldOf(kind, kind.ownerField)!.label.en} is “%s”, not the organisation the submission is for (“%s”). Mend it, or let that organisation send it.`}, i.owner, s.owner) as en
    from package_items i, (select owner from submissions where id = ${submissionId}) s where i.owner is distinct from s.owner`,
};
