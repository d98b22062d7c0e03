import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/** Unreadable coordinates are found while reading; here what only PostGIS can see, and a new record without any. */
export const GEOMETRY: Rule = {
  id: 'GEO-01',
  severity: 'error',
  guards: true,
  title: { vi: 'Vị trí thiếu, không đọc được hoặc không hợp lệ', en: 'Geometry missing, unreadable or invalid' },
  explain: {
    vi: 'Mỗi bản ghi phải có một vị trí vẽ được trên bản đồ. Nhập tọa độ, hoặc vẽ lại đường, vùng để không tự cắt.',
    en: 'Every record needs a place that can be drawn on the map. Enter coordinates, or draw the line or area again so that it does not cross itself.',
  },
  kinds: ['bts-stations', 'cable-segments', 'post-office-sites'],
  find: ({ kind }) => sql`select i.id as item_id, 'geometry' as path,
        'Thiếu vị trí: bản ghi mới phải có tọa độ. Thêm hai cột Kinh độ, Vĩ độ (hoặc X, Y), hoặc nhập tọa độ tại đây.' as vi,
        'The location is missing: a new record needs coordinates. Add two columns Longitude, Latitude (or X, Y), or enter them here.' as en
      from package_items i where i.geom is null and i.change = 'new'
        and not exists (select 1 from jsonb_array_elements(i.read_problems) p where p ->> 'rule' = 'GEO-01')
    ${kind.geometry.every((type) => type === 'Point') ? sql`` : DRAWN}`,
};

const DRAWN = sql`
    union all
      select i.id, 'geometry', format('Hình dạng không hợp lệ: %s. Vẽ lại để đường bao không tự cắt.', st_isvalidreason(i.geom)),
        format('The geometry is not valid: %s. Draw it again without self-crossing.', st_isvalidreason(i.geom))
      from package_items i where geometrytype(i.geom) <> 'POINT' and not st_isvalid(i.geom)
    union all
      select i.id, 'geometry', 'Tuyến tự cắt chính nó. Vẽ lại hoặc tách thành nhiều đoạn.', 'The line crosses itself. Draw it again or split it.'
      from package_items i where geometrytype(i.geom) = 'LINESTRING' and not st_issimple(i.geom)`;
