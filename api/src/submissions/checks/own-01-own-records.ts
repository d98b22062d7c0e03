import { sql } from '../../database/sql.js';
import { fieldOf } from '../../registry/field.js';
import type { Rule } from './rule.js';

/** An organisation speaks for its own records only. */
export const OWN_RECORDS: Rule = {
  id: 'OWN-01',
  severity: 'error',
  title: { vi: 'Bản ghi của đơn vị khác', en: 'A record of another organisation' },
  find: ({ kind }) => sql`select i.id as item_id, ${kind.ownerField} as path,
      format(${`${fieldOf(kind, kind.ownerField)!.label.vi} là “%s”, khác đơn vị gửi hồ sơ (“%s”). Sửa lại, hoặc để đơn vị đó tự gửi.`}, i.owner, s.owner) as vi,
      format(${`${fieldOf(kind, kind.ownerField)!.label.en} is “%s”, not the organisation the submission is for (“%s”). Mend it, or let that organisation send it.`}, i.owner, s.owner) as en
    from package_items i join submissions s on s.id = i.submission_id where i.owner is distinct from s.owner`,
};
