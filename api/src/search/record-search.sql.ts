import type { Viewer } from '../access/viewer.js';
import { join, raw, sql, type Sql } from '../database/sql.js';
import { fieldOf, type Kind } from '../registry/field.js';
import { escapeLike, matches, searchText, textKept, textKeptOn } from '../registry/record-filter.js';
import { sourceOf, visibleRecords } from '../registry/visible-records.js';

/** How many are looked at before the best are chosen: ranking a million matches of "trạm" would help nobody. */
const CANDIDATES = 100;
/** Words that so many of so few rows have are in so many others that the index, which finds all before it gives one, would be the slower way. */
const PROBED = 1000;
const COMMON = 50;
/** Trigrams need three letters in a row. A word of a letter or two is looked for at the beginning of words, or it would be in nearly everything. */
const LONG_ENOUGH = /[\p{L}\p{N}]{3}/u;

const PLACE_FIELDS = ['address', 'street', 'declaredCommune', 'commune'];

const column = (name: string): Sql => raw(`v."${name}"`);

/** Signs alone name nothing. */
export const isSearchable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** The best records of a kind for a searchable text: by code, by the beginning of a code, then by words anywhere. Rows and fields as the policy has it. */
export function recordSearch(kind: Kind, viewer: Viewer, text: string, limit: number, asOf?: string): Sql {
  const pattern = sql`fold(${escapeLike(text)})`;
  return sql`
    with ${candidates(kind, viewer, text, asOf)}, best as (
      select distinct on (f.id) f.*, fold(f.name) like ${pattern} || '%' as at_start, fold(f.searched) like '%' || ${pattern} || '%' as as_written
      from found f order by f.id, f.tier)
    select b.id, b.code, b.name, b.place, b.owner, (select o.short_name from organizations o where o.code = b.owner) as "ownerName", b.status, st_x(p) as lon, st_y(p) as lat
    from (select * from best order by tier, at_start desc, as_written desc, length(code), code, id limit ${limit}) b, lateral (select st_pointonsurface(b.geom) as p) at
    order by b.tier, b.at_start desc, b.as_written desc, length(b.code), b.code, b.id`;
}

/** `found`: what may be meant, the surest tier first. */
function candidates(kind: Kind, viewer: Viewer, text: string, asOf?: string): Sql {
  const source = raw(sourceOf(kind.name, asOf));
  const from = (rows: Sql): Sql => sql`from (${visibleRecords(kind, viewer, asOf, rows)}) v`;
  const key = sql`code_key(${text.replace(/[%_\\]/g, '')})`;
  const codeKey = sql`code_key(${column(kind.codeField)})`;
  const exact = sql`exact as materialized (select ${fieldsOf(kind, 0)} ${from(source)} where ${codeKey} = ${key} limit ${CANDIDATES})`;
  const coded = sql`select * from exact union all (select ${fieldsOf(kind, 1)} ${from(source)} where ${codeKey} like ${key} || '%' limit ${CANDIDATES})`;
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '').length;
  if (letters < 2) return sql`${exact}, found as (${coded})`;
  const holds = (searched: Sql): Sql => matches(searched, text, LONG_ENOUGH.test(text) ? '%' : '% ');
  const read = holds(sql`fold(${searchText(kind)})`);
  // A look-up for each of the few: the index would find all there are first.
  const looked = asOf ? read : holds(sql`(select t.folded from record_texts t where t.record_id = v.id)`);
  const [all, chosen] = asOf ? [textKeptOn(kind, asOf, holds), sql`true`] : [source, textKept(kind, holds(sql`t.folded`))];
  return sql`${exact},
    probe as materialized (select ${fieldsOf(kind, 2)} ${from(sql`(select * from ${source} s order by s.id limit ${PROBED})`)} where ${looked}),
    found as (${coded} union all select * from probe
      union all (select ${fieldsOf(kind, 2)} ${from(all)} where (select count(*) from probe) < ${COMMON} and not exists (select 1 from exact) and ${chosen} limit ${CANDIDATES}))`;
}

function fieldsOf(kind: Kind, tier: number): Sql {
  const places = PLACE_FIELDS.filter((name) => fieldOf(kind, name)).map(column);
  const place = places.length ? sql`coalesce(${join(places, ', ')}, null)` : sql`null::text`;
  return sql`v.id, ${column(kind.codeField)} as code, ${column(kind.nameField)} as name, ${place} as place, ${column(kind.ownerField)} as owner, v.status, v.geom,
    ${searchText(kind)} as searched, ${tier}::int as tier`;
}
