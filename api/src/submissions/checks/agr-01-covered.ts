import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

export const AGREEMENT: Rule = {
  id: 'AGR-01',
  severity: 'error',
  kinds: ['sharing-agreements'],
  title: { vi: 'Trạm, tuyến hoặc các bên của thỏa thuận không đúng', en: 'Covered record is not the host’s, tenant is the host, or end before start' },
  find: () => sql`
    select i.id as item_id, 'stations' as path, format('Trạm %s không có trong sổ của bên cho dùng chung. Kiểm tra mã trạm.', string_agg(c.code, ', ')) as vi,
      format('Station %s is not among the host’s in the register. Check the code.', string_agg(c.code, ', ')) as en
    from package_items i, jsonb_array_elements_text(case when jsonb_typeof(i.merged -> 'stations') = 'array' then i.merged -> 'stations' else '[]' end) c(code)
    where not exists (select 1 from bts_stations s where s.owner = i.owner and s.code = c.code) group by i.id
    union all
    select i.id, 'segments', format('Tuyến %s không có trong sổ của bên cho dùng chung. Kiểm tra mã tuyến.', string_agg(c.code, ', ')),
      format('Segment %s is not among the host’s in the register. Check the code.', string_agg(c.code, ', '))
    from package_items i, jsonb_array_elements_text(case when jsonb_typeof(i.merged -> 'segments') = 'array' then i.merged -> 'segments' else '[]' end) c(code)
    where not exists (select 1 from cable_segments s where s.lead_organization = i.owner and s.code = c.code) group by i.id
    union all
    select i.id, 'stations', 'Thỏa thuận chưa nêu trạm hoặc tuyến nào. Nhập ít nhất một mã trạm hoặc mã tuyến.', 'The agreement covers no station or segment. Enter at least one code.'
    from package_items i
    where coalesce(jsonb_array_length(nullif(i.merged -> 'stations', 'null')), 0) + coalesce(jsonb_array_length(nullif(i.merged -> 'segments', 'null')), 0) = 0
      and not exists (select 1 from jsonb_array_elements(i.read_problems) p where p ->> 'path' in ('stations', 'segments'))
    union all
    select i.id, 'tenants', 'Bên dùng chung trùng với bên cho dùng chung. Sửa một trong hai bên.', 'A tenant is the host itself. Mend one of the two.'
    from package_items i where jsonb_typeof(i.merged -> 'tenants') = 'array' and (i.merged -> 'tenants') ? i.owner
    union all
    select i.id, 'effectiveTo', 'Ngày hết hiệu lực đứng trước ngày bắt đầu. Sửa một trong hai ngày.', 'The agreement ends before it starts. Mend one of the two dates.'
    from package_items i where (i.merged ->> 'effectiveTo')::date < (i.merged ->> 'effectiveFrom')::date`,
};
