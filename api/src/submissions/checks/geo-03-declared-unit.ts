import { join, sql } from '../../database/sql.js';
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
        -- By one text: sorting by two lists takes three times as long.
        select min(g.names) as names, min(g.units) as units, array_agg(g.id) as ids
        from (select i.id, array[${join(paths.map((path) => sql`i.data ->> ${path}::text`))}] as names, i.units from package_items i where i.units <> '{}' offset 0) g
        group by (g.names::text || g.units::text) collate "C"),
      declared as materialized (
        select row_number() over () as number, l.level, l.path, c.names[l.n] as name, fold(c.names[l.n]) as folded, c.units, c.ids
        from cases c cross join unnest(${levels}::text[], ${paths}::text[]) with ordinality l(level, path, n) where c.names[l.n] <> ''),
      named as materialized (
        select distinct l.unit_id, u.id, u.level, u.name, u.valid_to is not null as former, fold(u.name) as long, fold(u.short_name) as short
        from unit_lineage l join administrative_units u on u.id = l.ancestor_id where u.level = any(${levels}::text[])),
      judged as (
        select d.number,
          string_agg(distinct n.name || case when n.former then ' (cũ)' else '' end, ' / ') as vi,
          string_agg(distinct n.name || case when n.former then ' (former)' else '' end, ' / ') as en
        from (select d.number, d.level, d.folded, unnest(d.units) as unit_id from declared d) d join named n on n.unit_id = d.unit_id and n.level = d.level
        group by 1 having not bool_or(d.folded in (n.long, n.short) or d.folded like '% ' || n.short))
      select item_id, d.path,
        format('Khai báo “%s” nhưng vị trí nằm trong %s. Sửa tên đơn vị hành chính hoặc tọa độ.', d.name, j.vi) as vi,
        format('“%s” is declared, but the place lies in %s. Mend the name of the unit or the coordinates.', d.name, j.en) as en
      from judged j join declared d using (number) cross join unnest(d.ids) item_id`;
  },
};
