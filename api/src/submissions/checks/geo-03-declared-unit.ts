import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/** Names of all generations are accepted, since papers keep old names for years; "Thái Hoà" and "Thái Hòa" are one. */
export const DECLARED_UNIT: Rule = {
  id: 'GEO-03',
  severity: 'warning',
  title: { vi: 'Khai báo huyện, xã khác nơi thực tế', en: 'Declared unit is not the unit it lies in' },
  kinds: ['bts-stations', 'post-office-sites'],
  find: ({ kind }) => {
    const fields =
      kind.name === 'bts-stations'
        ? [
            ['district', 'declaredDistrict'],
            ['commune', 'declaredCommune'],
          ]
        : [['commune', 'commune']];
    return sql`select i.id as item_id, f.path,
        format('Khai báo “%s” nhưng vị trí nằm trong %s. Sửa tên đơn vị hành chính hoặc tọa độ.', i.data ->> f.path, l.names) as vi,
        format('“%s” is declared, but the place lies in %s. Mend the name of the unit or the coordinates.', i.data ->> f.path, l.names) as en
      from package_items i cross join unnest(${fields.map((f) => f[0])}::text[], ${fields.map((f) => f[1])}::text[]) f(level, path)
      cross join lateral (
        select string_agg(u.name, ' / ' order by u.valid_from) as names,
          bool_or(fold(i.data ->> f.path) in (fold(u.name), fold(u.short_name)) or fold(i.data ->> f.path) like '% ' || fold(u.short_name)) as agrees
        from administrative_units u where u.level = f.level and st_intersects(u.geom, st_pointonsurface(i.geom))) l
      where coalesce(i.data ->> f.path, '') <> '' and i.geom is not null and l.names is not null and not l.agrees`;
  },
};
