import { createHash } from 'node:crypto';
import type { Viewer } from '../access/viewer.js';
import { raw, sql, type Sql } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { visibleRecords } from '../registry/visible-records.js';
import { COUNTED, DONE_SHARE, factsJson, farName, nearOnly, unfolded } from './facts.js';
import { holdsSql, inMillionths, sumsSql } from './unit-sums.sql.js';

/** Sees every record: sums are narrowed to what somebody may see when they are read. */
export const EVERYTHING: Viewer = { id: 0, username: '', displayName: '', role: 'administrator', organization: null, unit: null };

/** Grid levels that are counted: eight cells to a tile of zoom 4 up to those of zoom 11. */
export const LEVELS = { first: 7, last: 14 };
/** The world's width in the unit of `counted_facts.x`. */
export const WORLD_LOG = 32;

const isPoint = (kind: Kind): boolean => kind.geometry.length === 1 && kind.geometry[0] === 'Point';
const isLine = (kind: Kind): boolean => kind.geometry.includes('LineString');

const mercator = (kind: Kind): Sql =>
  isPoint(kind)
    ? raw(`floor((st_x(v.geom) + 180) / 360 * 4294967296)::bigint as x,
        floor((0.5 - ln(tan(pi() / 4 + radians(st_y(v.geom)) / 2)) / (2 * pi())) * 4294967296)::bigint as y`)
    : sql`null::bigint as x, null::bigint as y`;

const lengths = (kind: Kind): Sql =>
  raw(isLine(kind) ? `v."drawnLengthM"::numeric as length_m, (${DONE_SHARE})::numeric as done_share` : `0::numeric as length_m, 0::numeric as done_share`);

/**
 * Takes up to `most` noted records of a kind and counts them anew: out of the sums where they were counted, into those where they belong now.
 * One statement, so the note, the record and the sums always fit together. Only one may run at a time.
 */
export const countAnew = (kind: Kind, most: number): Sql => sql`
  with taken as (
    delete from uncounted_records u where u.ctid = any(array(select w.ctid from uncounted_records w where w.kind = ${kind.name} limit ${most})) returning u.record_id),
  ids as materialized (select distinct record_id from taken),
  old as materialized (select c.* from counted_facts c where c.record_id in (select record_id from ids)),
  fresh as materialized (
    select v.id as record_id, v.revision, ${factsJson(kind)} as facts, ${mercator(kind)}, ${lengths(kind)}
    from (${visibleRecords(kind, EVERYTHING)}) v where v.id in (select record_id from ids)),
  sets as materialized (select distinct f.facts, f.facts - ${nearOnly(kind)}::text[] as far from fresh f),
  far_added as (
    insert into fact_sets (kind, facts) select distinct ${farName(kind)}::text, s.far from sets s on conflict do nothing returning id, facts),
  far_known as materialized (select id, facts from fact_sets where kind = ${farName(kind)} union all select id, facts from far_added),
  added as (
    insert into fact_sets (kind, facts, far_id, holds) select ${kind.name}, v.facts, v.far_id, ${holdsSql(kind)}
    from ${unfolded(kind, sql`s.facts, k.id as far_id`, sql`sets s join far_known k on k.facts = s.far`, sql`s.facts`)} v
    on conflict do nothing returning id, facts, far_id, holds),
  known as materialized (select id, facts, far_id, holds from fact_sets where kind = ${kind.name} union all select id, facts, far_id, holds from added),
  placed as materialized (select f.*, k.id as set_id, k.far_id from fresh f join known k on k.facts = f.facts),
  changes as materialized (
    select record_id, revision, set_id, far_id, x, y, length_m, done_share, 1 as sign from placed
    union all
    select o.record_id, o.revision, o.set_id, s.far_id, o.x, o.y, o.length_m, o.done_share, -1 from old o join fact_sets s on s.id = o.set_id),
  noted as (
    insert into counted_facts as c (record_id, revision, set_id, x, y, length_m, done_share)
    select record_id, revision, set_id, x, y, length_m, done_share from placed
    on conflict (record_id) do update set revision = excluded.revision, set_id = excluded.set_id, x = excluded.x, y = excluded.y,
      length_m = excluded.length_m, done_share = excluded.done_share),
  gone as (delete from counted_facts c where c.record_id in (select o.record_id from old o where not exists (select 1 from fresh f where f.record_id = o.record_id))),
  in_sets as materialized (
    select g.unit_id, g.set_id, sum(g.sign) as n, sum(g.sign * ${inMillionths(sql`g.metres`)}) as metres, sum(g.sign * ${inMillionths(sql`g.metres * g.done_share`)}) as done
    from (
      select c.set_id, c.sign, c.done_share, p.unit_id, coalesce(p.length_m, 0)::numeric as metres
      from changes c join placements p on p.record_id = c.record_id and p.revision = c.revision
      union all
      select c.set_id, c.sign, c.done_share, 0, c.length_m from changes c) g
    group by 1, 2),
  in_units as (
    insert into unit_sums as s (unit_id, kind, owner, status, tenants, on_plan, sums)
    select g.unit_id, ${kind.name}, coalesce(g.owner, ''), coalesce(g.status, ''), coalesce(g.tenants, '{}'), coalesce(g.on_plan, false), ${sumsSql(kind)}
    from (
      select i.*, k.holds, k.facts ->> ${kind.ownerField} as owner, k.facts ->> 'status' as status,
        array(select t from jsonb_array_elements_text(k.facts -> 'tenants') t order by t) as tenants, coalesce((k.facts ->> 'onPlan')::boolean, false) as on_plan
      from in_sets i join known k on k.id = i.set_id where i.n <> 0 or i.metres <> 0 or i.done <> 0) g
    group by grouping sets ((g.unit_id, g.owner, g.status, g.tenants, g.on_plan), (g.unit_id))
    on conflict (unit_id, kind, owner, status, tenants, on_plan) do update set sums = add_sums(s.sums, excluded.sums)),
  in_cells as (
    insert into cell_sums as s (level, x, y, set_id, n, sum_x, sum_y)
    select l.level, c.x >> (${WORLD_LOG} - l.level), c.y >> (${WORLD_LOG} - l.level), c.far_id, sum(c.sign), sum(c.sign * c.x), sum(c.sign * c.y)
    from changes c cross join generate_series(${LEVELS.first}::int, ${LEVELS.last}::int) l(level) where c.x is not null
    group by 1, 2, 3, 4 having sum(c.sign) <> 0 or sum(c.sign * c.x) <> 0 or sum(c.sign * c.y) <> 0
    on conflict (level, x, y, set_id) do update set n = s.n + excluded.n, sum_x = s.sum_x + excluded.sum_x, sum_y = s.sum_y + excluded.sum_y)
  select count(*)::int as taken from taken`;

/** Notes every record of a kind. */
export const noteAll = (kind: Kind): Sql => sql`insert into uncounted_records (record_id, kind) select r.id, ${kind.name} from ${raw(kind.table)} r`;

/** Records whose facts change because the day does: an inspection runs out, an agreement begins or ends, a planned year is over. */
export const noteTurned = (since: string, today: string): Sql => sql`
  insert into uncounted_records (record_id, kind)
  select s.id, 'bts-stations' from bts_stations s where s.inspection_expires_on >= ${since}::date and s.inspection_expires_on < ${today}::date
  union
  select s.id, 'bts-stations' from sharing_agreements a cross join unnest(a.stations) covered join bts_stations s on s.owner = a.host and s.code = covered
  where (a.effective_from > ${since}::date and a.effective_from <= ${today}::date) or (a.effective_to >= ${since}::date and a.effective_to < ${today}::date)
  union
  select a.id, 'sharing-agreements' from sharing_agreements a where a.effective_to >= ${since}::date and a.effective_to < ${today}::date
  union
  select c.id, 'cable-segments' from cable_segments c
  where c.status in ('planned', 'in_progress') and c.planned_year >= extract(year from ${since}::date) and c.planned_year < extract(year from ${today}::date)`;

/** Another text as soon as this program tells records apart or adds them up in another way: sums made by an earlier one say nothing then. */
export const definition = (): string => {
  const parts = COUNTED.map(kindNamed).flatMap((kind) => [factsJson(kind), holdsSql(kind), sumsSql(kind)]);
  return createHash('sha256')
    .update(parts.map((part) => part.text).join('\n'))
    .digest('base64url');
};
