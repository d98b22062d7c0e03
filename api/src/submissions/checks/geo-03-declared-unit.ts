import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/** Names of all generations are accepted, since papers keep old names for years; "Thái Hoà" and "Thái Hòa" are one. */
export const DECLARED_UNIT: Rule = {
  id: 'GEO-03',
  severity: 'warning',
  title: { vi: 'Khai báo huyện, xã khác nơi thực tế', en: 'Declared unit is not the unit it lies in' },
  explain: {
    vi: 'Tên huyện, xã khai báo phải là nơi bản ghi nằm theo tọa độ; khác nhau nghĩa là một trong hai sai. Tên trước và sau sắp xếp đơn vị hành chính đều được nhận.',
    en: 'The declared district and commune have to be where the coordinates lie; where they differ, one of the two is wrong. Names before and after the merger of units are both accepted.',
  },
  kinds: ['bts-stations', 'post-office-sites'],
  // Thousands of items declare the same few names in the same few units, so each of these cases is looked at once.
  find: ({ kind }) => {
    const [levels, paths] =
      kind.name === 'bts-stations'
        ? [
            ['district', 'commune'],
            ['declaredDistrict', 'declaredCommune'],
          ]
        : [['commune'], ['commune']];
    return sql`
      with cases as materialized (
        select f.level, f.path, i.data ->> f.path as name, i.units, array_agg(i.id) as ids
        from package_items i cross join unnest(${levels}::text[], ${paths}::text[]) f(level, path)
        where i.units <> '{}' and i.data ->> f.path <> '' group by 1, 2, 3, 4),
      named as materialized (
        select distinct l.unit_id, u.id, u.level, u.name, u.valid_to is not null as former, fold(u.name) as long, fold(u.short_name) as short
        from unit_lineage l join administrative_units u on u.id = l.ancestor_id where u.level = any(${levels}::text[])),
      judged as (
        select c.path, c.name, c.ids, l.vi, l.en, l.agrees from cases c cross join lateral (
          select string_agg(distinct n.name || case when n.former then ' (cũ)' else '' end, ' / ') as vi,
            string_agg(distinct n.name || case when n.former then ' (former)' else '' end, ' / ') as en,
            bool_or(d.name in (n.long, n.short) or d.name like '% ' || n.short) as agrees
          from named n, (select fold(c.name) as name offset 0) d where n.level = c.level and n.unit_id = any(c.units)) l)
      select item_id, j.path,
        format('Khai báo “%s” nhưng vị trí nằm trong %s. Sửa tên đơn vị hành chính hoặc tọa độ.', j.name, j.vi) as vi,
        format('“%s” is declared, but the place lies in %s. Mend the name of the unit or the coordinates.', j.name, j.en) as en
      from judged j cross join unnest(j.ids) item_id where j.vi is not null and not j.agrees`;
  },
};
