import { sql } from '../../database/sql.js';
import { after, afterList, type Rule } from './rule.js';

export const AGREEMENT: Rule = {
  id: 'AGR-01',
  severity: 'error',
  guards: true,
  kinds: ['sharing-agreements'],
  title: { vi: 'Trạm, tuyến hoặc các bên của thỏa thuận không đúng', en: 'Covered record is not the host’s, tenant is the host, or end before start' },
  explain: {
    vi: 'Thỏa thuận phải gắn với trạm, tuyến có thật của bên cho dùng chung thì mới biết ai đang dùng chung ở đâu. Kiểm tra mã trạm, mã tuyến, các bên và các ngày; trạm mới thì đăng ký trước.',
    en: 'An agreement stands on real stations and segments of its host, or nobody knows who shares where. Check the codes, the parties and the dates; a new station is registered first.',
  },
  find: () => sql`
    select i.id as item_id, 'stations' as path, format('Trạm %s không có trong sổ của bên cho dùng chung. Kiểm tra mã trạm.', string_agg(c.code, ', ')) as vi,
      format('Station %s is not among the host’s in the register. Check the code.', string_agg(c.code, ', ')) as en
    from package_items i cross join lateral jsonb_array_elements_text(${afterList('stations')}) c(code)
    where not exists (select 1 from bts_stations s where s.owner = i.owner and s.code = c.code) group by i.id
    union all
    select i.id, 'segments', format('Tuyến %s không có trong sổ của bên cho dùng chung. Kiểm tra mã tuyến.', string_agg(c.code, ', ')),
      format('Segment %s is not among the host’s in the register. Check the code.', string_agg(c.code, ', '))
    from package_items i cross join lateral jsonb_array_elements_text(${afterList('segments')}) c(code)
    where not exists (select 1 from cable_segments s where s.lead_organization = i.owner and s.code = c.code) group by i.id
    union all
    select i.id, 'stations', 'Thỏa thuận chưa nêu trạm hoặc tuyến nào. Nhập ít nhất một mã trạm hoặc mã tuyến.', 'The agreement covers no station or segment. Enter at least one code.'
    from package_items i where jsonb_array_length(${afterList('stations')}) + jsonb_array_length(${afterList('segments')}) = 0
      and not exists (select 1 from jsonb_array_elements(i.read_problems) p where p ->> 'path' in ('stations', 'segments'))
    union all
    select i.id, 'tenants', 'Bên dùng chung trùng với bên cho dùng chung. Sửa một trong hai bên.', 'A tenant is the host itself. Mend one of the two.'
    from package_items i where ${afterList('tenants')} ? i.owner
    union all
    select i.id, 'effectiveTo', 'Ngày hết hiệu lực đứng trước ngày bắt đầu. Sửa một trong hai ngày.', 'The agreement ends before it starts. Mend one of the two dates.'
    from package_items i where ${after('effectiveTo')}::date < ${after('effectiveFrom')}::date`,
};
