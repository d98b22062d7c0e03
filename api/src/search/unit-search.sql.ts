import { join, sql, type Sql } from '../database/sql.js';
import { escapeLike } from '../registry/record-filter.js';

/** Administrative units of all times whose name has all the words; those in force first. Some hundred rows: no index is needed. */
export function unitSearch(text: string, limit: number): Sql {
  const words = text.split(/\s+/).slice(0, 8);
  const all = join(
    words.map((word) => sql`(fold(u.name) like fold(${escapeLike(word)}) || '%' or fold(u.name) like '% ' || fold(${escapeLike(word)}) || '%')`),
    ' and ',
  );
  return sql`
    select u.id, u.code, u.level, u.name, p.name as "parentName", u.valid_from as "validFrom", u.valid_to as "validTo",
      array[st_xmin(u.geom), st_ymin(u.geom), st_xmax(u.geom), st_ymax(u.geom)] as box
    from administrative_units u left join administrative_units p on p.id = u.parent_id
    where u.level <> 'province' and (u.code = ${text} or ${all})
    order by fold(u.short_name) = fold(${text}) or fold(u.name) = fold(${text}) desc, u.level = 'district' desc, u.valid_to is null desc, length(u.name), u.name, u.valid_from desc
    limit ${limit}`;
}
