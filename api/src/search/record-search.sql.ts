import type { Viewer } from '../access/viewer.js';
import { join, raw, sql, type Sql } from '../database/sql.js';
import { fieldOf, type Kind } from '../registry/field.js';
import { escapeLike, searchText } from '../registry/record-filter.js';
import { visibleRecords } from '../registry/visible-records.js';

export interface FoundRecord {
  id: number;
  code: string;
  name: string;
  /** Street, address or commune. */
  place: string | null;
  owner: string;
  status: string;
  lon: number;
  lat: number;
}

/** How many are looked at before the best are chosen: ranking a million matches of "trạm" would help nobody. */
const CANDIDATES = 100;
/** Trigrams need three letters in a row; with fewer the whole table would be read. */
const LONG_ENOUGH = /[\p{L}\p{N}]{3}/u;

const PLACE_FIELDS = ['address', 'street', 'declaredCommune', 'commune'];

const column = (name: string): Sql => raw(`v."${name}"`);

/** Signs alone name nothing. */
export const isSearchable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** The best records of a kind for a searchable text: by code, by the beginning of a code, then by words anywhere. Rows and fields as the policy has it. */
export function recordSearch(kind: Kind, viewer: Viewer, text: string, limit: number, asOf?: string): Sql {
  const from = sql`from (${visibleRecords(kind, viewer, asOf)}) v`;
  const key = text.replace(/[%_\\]/g, '');
  const byKey = sql`code_key(${column(kind.codeField)})`;
  const words = wordConditions(kind, text);
  const tiers = [
    sql`(select ${fieldsOf(kind, 0)} ${from} where ${byKey} = code_key(${key}) limit ${CANDIDATES})`,
    sql`(select ${fieldsOf(kind, 1)} ${from} where ${byKey} like code_key(${key}) || '%' limit ${CANDIDATES})`,
    ...(words ? [sql`(select ${fieldsOf(kind, 2)} ${from} where ${words} limit ${CANDIDATES})`] : []),
  ];
  return sql`
    with found as (${join(tiers, ' union all ')}), best as (
      select distinct on (f.id) f.*, fold(f.name) like fold(${escapeLike(text)}) || '%' as at_start, fold(f.searched) like '%' || fold(${escapeLike(text)}) || '%' as as_written
      from found f order by f.id, f.tier)
    select b.id, b.code, b.name, b.place, b.owner, b.status, st_x(p) as lon, st_y(p) as lat
    from (select * from best order by tier, at_start desc, as_written desc, length(code), code, id limit ${limit}) b, lateral (select st_pointonsurface(b.geom) as p) at
    order by b.tier, b.at_start desc, b.as_written desc, length(b.code), b.code, b.id`;
}

function fieldsOf(kind: Kind, tier: number): Sql {
  const places = PLACE_FIELDS.filter((name) => fieldOf(kind, name)).map(column);
  const place = places.length ? sql`coalesce(${join(places, ', ')}, null)` : sql`null::text`;
  return sql`v.id, ${column(kind.codeField)} as code, ${column(kind.nameField)} as name, ${place} as place, ${column(kind.ownerField)} as owner, v.status, v.geom,
    ${searchText(kind)} as searched, ${tier}::int as tier`;
}

/** Each word somewhere; one of a letter or two at the beginning of a word, or it would be in nearly everything. */
function wordConditions(kind: Kind, text: string): Sql | null {
  const words = text.split(/\s+/).slice(0, 8);
  if (text.replace(/[^\p{L}\p{N}]/gu, '').length < 2) return null;
  const short = !LONG_ENOUGH.test(text);
  return join(
    words.map((word) => sql`fold(${searchText(kind)}) like ${short ? '% ' : '%'} || fold(${escapeLike(word)}) || '%'`),
    ' and ',
  );
}
