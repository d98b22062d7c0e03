import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/** What the notice of 12/2020 asks for: bulky stations in urban and tourist areas are to be converted. */
export const BULKY_IN_ZONE: Rule = {
  id: 'BTS-02',
  severity: 'warning',
  kinds: ['bts-stations'],
  title: { vi: 'Trạm cồng kềnh trong khu đô thị, du lịch chưa có năm chuyển đổi', en: 'Bulky, in an urban or tourist zone, without a conversion year' },
  find: () => sql`select distinct on (i.id) i.id as item_id, 'conversionPlannedFor' as path,
      format('Trạm cồng kềnh nằm trong %s nhưng chưa có năm chuyển đổi. Nhập năm dự kiến chuyển sang trạm thân thiện môi trường.', z.name) as vi,
      format('A bulky station inside %s without a conversion year. Enter the year it is to be made environmentally friendly.', z.name) as en
    from package_items i join zones z on st_intersects(z.geom, i.geom)
    where i.data ->> 'structure' = 'bulky' and i.data ->> 'conversionPlannedFor' is null and coalesce(i.data ->> 'status', '') <> 'dismantled' order by i.id, z.code`,
};
