import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/**
 * A place outside the province, with the likeliest cause: longitude and latitude (or X and Y) exchanged, or another zone of VN-2000.
 * "Inside" means inside any unit of any date; an item's units were looked up when it was written.
 */
export const OUTSIDE: Rule = {
  id: 'GEO-02',
  severity: 'error',
  title: { vi: 'Nằm ngoài tỉnh', en: 'Outside the province' },
  explain: {
    vi: 'Sổ đăng ký chỉ nhận bản ghi trong tỉnh. Nguyên nhân thường gặp là đổi chỗ kinh độ và vĩ độ (X và Y) hoặc chọn nhầm kinh tuyến trục: sửa tọa độ, hoặc đọc lại tệp theo hệ khác.',
    en: 'The register holds records inside the province only. Mostly longitude and latitude (X and Y) are exchanged or the central meridian is another one: mend the coordinates, or read the file again in another system.',
  },
  kinds: ['bts-stations', 'cable-segments', 'post-office-sites'],
  find: () => sql`
    with outside as (
      select i.id, i.geom, i.x, i.y, i.srid from package_items i where i.geom is not null and i.units = '{}'),
    -- Readings of the same numbers that might have been meant, the likeliest first.
    tries as (
      select o.id, 1 as rank, 'swapped' as cause, st_flipcoordinates(o.geom) as geom from outside o where coalesce(o.srid, 4326) = 4326
      union all
      select o.id, 1, 'swapped', try_transform(st_setsrid(st_makepoint(o.y, o.x), o.srid), 4326) from outside o where o.srid <> 4326 and o.x is not null
      union all
      select o.id, z.rank, z.name, try_transform(st_setsrid(st_makepoint(o.x, o.y), z.srid), 4326)
      from outside o, (values (2, 5897, '105°00′'), (3, 9208, '104°45′'), (4, 9211, '106°00′')) z(rank, srid, name)
      where o.srid not in (4326, z.srid) and o.x is not null),
    inside as (
      select distinct on (t.id) t.id, t.cause, u.name
      from tries t cross join lateral (select case when geometrytype(t.geom) = 'POINT' then t.geom else st_pointonsurface(t.geom) end as place) p
      join unit_pieces s on s.cell = cell_of(p.place) and (s.part is null or st_intersects(s.part, p.place))
      join unit_lineage l on l.unit_id = s.unit_id join administrative_units u on u.id = l.ancestor_id
      where u.level = 'district' or (u.level = 'commune' and not exists (select 1 from administrative_units d where d.level = 'district'))
      order by t.id, t.rank, u.code)
    select o.id as item_id, 'geometry' as path,
      case when n.cause = 'swapped' then format('Điểm nằm ngoài tỉnh. Nếu đổi chỗ hai tọa độ cho nhau thì nằm trong %s: kiểm tra cột kinh độ và vĩ độ (X và Y).', n.name)
        when n.cause is not null then format('Điểm nằm ngoài tỉnh. Nếu đọc theo VN-2000 kinh tuyến trục %s thì nằm trong %s: kiểm tra hệ tọa độ của tệp.', n.cause, n.name)
        else 'Điểm nằm ngoài tỉnh. Kiểm tra lại tọa độ và hệ tọa độ.' end as vi,
      case when n.cause = 'swapped' then format('The place is outside the province. With its two coordinates exchanged it lies in %s: check the columns of longitude and latitude (X and Y).', n.name)
        when n.cause is not null then format('The place is outside the province. Read as VN-2000 with central meridian %s it lies in %s: check the coordinate system of the file.', n.cause, n.name)
        else 'The place is outside the province. Check the coordinates and their system.' end as en
    from outside o left join inside n on n.id = o.id`,
};
