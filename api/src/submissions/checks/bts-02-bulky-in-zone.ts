import { sql } from '../../database/sql.js';
import { after, type Rule } from './rule.js';

export const BULKY_IN_ZONE: Rule = {
  id: 'BTS-02',
  severity: 'warning',
  kinds: ['bts-stations'],
  title: { vi: 'Trạm cồng kềnh trong khu đô thị, du lịch chưa có năm chuyển đổi', en: 'Bulky, in an urban or tourist zone, without a conversion year' },
  explain: {
    vi: 'Trong khu đô thị và khu du lịch, trạm cồng kềnh phải chuyển sang trạm thân thiện môi trường. Nhập năm dự kiến chuyển đổi.',
    en: 'In urban and tourist zones bulky stations are to be made environmentally friendly. Enter the year in which that is planned.',
  },
  source: {
    vi: 'Thông báo kết luận của Sở Thông tin và Truyền thông, tháng 12/2020',
    en: 'Notice of conclusions of the Department of Information and Communications, December 2020',
  },
  find: () => sql`select distinct on (i.id) i.id as item_id, 'conversionPlannedFor' as path,
      format('Trạm cồng kềnh nằm trong %s nhưng chưa có năm chuyển đổi. Nhập năm dự kiến chuyển sang trạm thân thiện môi trường.', z.name) as vi,
      format('A bulky station inside %s without a conversion year. Enter the year it is to be made environmentally friendly.', z.name) as en
    from package_items i join zone_pieces p on p.cell = cell_of(i.geom) and (p.part is null or st_intersects(p.part, i.geom)) join zones z on z.id = p.zone_id
    where ${after('structure')} = 'bulky' and ${after('conversionPlannedFor')} is null and ${after('status')} is distinct from 'dismantled'
    order by i.id, z.code`,
};
