import type { MigrationInterface, QueryRunner } from 'typeorm';

export const TABLES = [
  ['bts_stations', 'bts-stations'],
  ['sharing_agreements', 'sharing-agreements'],
  ['cable_segments', 'cable-segments'],
  ['post_office_sites', 'post-office-sites'],
] as const;

/**
 * The part about lines and about agreements; the same in both.
 * @param versions records' versions as a relation `v`
 */
export const placeLines = (versions: string): string => `
    -- A line counts in every unit by its metres; a stretch running along a border belongs to the unit with the lower id.
    insert into placements (record_id, revision, unit_id, length_m)
    with parts as materialized (
      select v.record_id, v.revision, u.id as unit_id, u.level, u.valid_from, coalesce(u.valid_to, 'infinity') as valid_to, st_intersection(v.geom, u.geom) as part
      from ${versions} join smallest_units u on st_intersects(u.geom, v.geom)
      where geometrytype(v.geom) = 'LINESTRING'),
    taken as (
      select p.record_id, p.revision, p.unit_id, st_union(o.part) as part
      from parts p join parts o on o.record_id = p.record_id and o.revision = p.revision and o.unit_id < p.unit_id and o.level = p.level
        and o.valid_from <= p.valid_to and p.valid_from <= o.valid_to
      where st_dimension(st_intersection(o.part, p.part)) = 1
      group by 1, 2, 3),
    lengths as (
      select p.record_id, p.revision, p.unit_id,
        st_length((case when t.part is null then p.part else st_difference(p.part, t.part) end)::geography) as length_m
      from parts p left join taken t using (record_id, revision, unit_id)
      where st_dimension(p.part) = 1)
    select s.record_id, s.revision, l.ancestor_id, sum(s.length_m)
    from lengths s join unit_lineage l using (unit_id)
    where s.length_m > 0 group by 1, 2, 3;
    -- An agreement lies wherever something it covers lies.
    insert into placements (record_id, revision, unit_id)
    select distinct v.record_id, v.revision, l.ancestor_id
    from ${versions}
    join smallest_units u on st_intersects(u.geom, v.geom) join unit_lineage l on l.unit_id = u.id
    where geometrytype(v.geom) = 'GEOMETRYCOLLECTION';`;

export const VERSIONS_BY_ID = 'unnest(version_ids) i join record_versions v on v.id = i';

/** As they are until migration 7, which takes them back to this when it is undone. */
export const PLACE_VERSIONS = `
  create function place_versions(version_ids bigint[]) returns void language plpgsql as $$
  begin
    delete from placements p using record_versions v where v.id = any(version_ids) and p.record_id = v.record_id and p.revision = v.revision;
    -- A point, or the inner point of a parcel, lies in one unit of a generation: on a shared border the one with the lower id has it.
    insert into placements (record_id, revision, unit_id)
    with found as (
      select v.record_id, v.revision, u.level, array_agg(u.id order by u.id) as units,
        array_agg(daterange(u.valid_from, u.valid_to, '[]') order by u.id) as spans
      from unnest(version_ids) i join record_versions v on v.id = i
      join smallest_units u on st_intersects(u.geom, case when st_dimension(v.geom) = 2 then st_pointonsurface(v.geom) else v.geom end)
      where geometrytype(v.geom) in ('POINT', 'POLYGON')
      group by v.record_id, v.revision, u.level)
    select distinct f.record_id, f.revision, l.ancestor_id
    from found f cross join unnest(f.units, f.spans) with ordinality as c(unit_id, span, place) join unit_lineage l on l.unit_id = c.unit_id
    where not exists (select 1 from unnest(f.spans[:c.place - 1]) earlier where earlier && c.span);
${placeLines(VERSIONS_BY_ID)}
  end $$`;
export const PLACE_NEW_VERSIONS = `
  create or replace function place_new_versions() returns trigger language plpgsql as $$
  begin
    perform place_versions((select array_agg(id) from new_rows where action <> 'delete'));
    return null;
  end $$`;
export const KEEP_VERSIONS = `
  create or replace function keep_versions() returns trigger language plpgsql as $$
  begin
    insert into record_versions (kind, record_id, revision, action, data, geom, valid_from, recorded_by, submission_id, reason)
    select tg_argv[0], n.id, n.revision, case tg_op when 'INSERT' then 'create' else 'update' end, to_jsonb(n) - 'geom', n.geom, registry_recorded_at(),
      nullif(current_setting('registry.user_id', true), '')::integer, nullif(current_setting('registry.submission_id', true), '')::bigint,
      nullif(current_setting('registry.reason', true), '')
    from new_rows n;
    return null;
  end $$`;

export const COUNT_REVISION = `
  create or replace function count_revision() returns trigger language plpgsql as $$
  begin
    new.revision := old.revision + 1;
    new.created_at := old.created_at;
    new.updated_at := registry_recorded_at();
    return new;
  end $$`;
export const CLOSE_VERSIONS = `
  create or replace function close_versions() returns trigger language plpgsql as $$
  begin
    update record_versions v set valid_to = registry_recorded_at()
    from old_rows o where v.record_id = o.id and v.revision = o.revision;
    if tg_op = 'DELETE' then
      insert into record_versions (kind, record_id, revision, action, data, geom, valid_from, valid_to, recorded_by, submission_id, reason)
      select tg_argv[0], o.id, o.revision + 1, 'delete', to_jsonb(o) - 'geom', o.geom, registry_recorded_at(), registry_recorded_at(),
        nullif(current_setting('registry.user_id', true), '')::integer, nullif(current_setting('registry.submission_id', true), '')::bigint,
        nullif(current_setting('registry.reason', true), '')
      from old_rows o;
    end if;
    return null;
  end $$`;
export const PLACE_AGAIN = `
  create or replace function place_again() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then
      delete from placements p using old_units o where p.unit_id = o.id;
      perform place_versions((select array_agg(distinct v.id) from record_versions v join old_units c on v.geom && c.geom where v.action <> 'delete'));
    end if;
    if tg_op <> 'DELETE' then
      perform place_versions((select array_agg(distinct v.id) from record_versions v join new_units c on v.geom && c.geom where v.action <> 'delete'));
    end if;
    return null;
  end $$`;
export const AFTER_NEW_VERSIONS = 'after insert on record_versions referencing new table as new_rows for each statement';
/** The triggers that keep versions. The names order them: the old version is closed before the new one is opened. */
export const keepHistory = (table: string, kind: string): string[] => [
  `create trigger ${table}_history_1_close after update on ${table} referencing old table as old_rows for each statement execute function close_versions('${kind}')`,
  `create trigger ${table}_history_1_delete after delete on ${table} referencing old table as old_rows for each statement execute function close_versions('${kind}')`,
  `create trigger ${table}_history_2_update after update on ${table} referencing new table as new_rows for each statement execute function keep_versions('${kind}')`,
  `create trigger ${table}_history_2_insert after insert on ${table} referencing new table as new_rows for each statement execute function keep_versions('${kind}')`,
];

/**
 * Every version of every record with who, when and why, and for every version the units it lies in.
 * Both are kept by triggers: no code can forget them.
 */
export class HistoryAndPlacement1606867200004 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table record_versions (
        id bigint generated by default as identity constraint record_versions_pkey primary key,
        kind text not null,
        record_id bigint not null,
        revision integer not null,
        action text not null constraint record_versions_action_known check (action in ('create', 'update', 'delete')),
        data jsonb not null,
        geom geometry(Geometry, 4326) not null,
        valid_from timestamptz not null,
        valid_to timestamptz,
        recorded_by integer constraint record_versions_user_exists references users (id),
        submission_id bigint,
        reason text,
        constraint record_versions_revision_once unique (record_id, revision),
        constraint record_versions_times_in_order check (valid_to >= valid_from)
      )`);
    await run.query(`create index record_versions_kind_time_idx on record_versions (kind, valid_from)`);
    await run.query(`create index record_versions_geom_idx on record_versions using gist (geom)`);
    // No foreign keys here: only triggers write this table, and key checks would double the cost of an import.
    await run.query(`
      create table placements (
        record_id bigint not null,
        revision integer not null,
        unit_id integer not null,
        length_m double precision,
        constraint placements_pkey primary key (unit_id, record_id, revision)
      )`);
    await run.query(`create index placements_record_idx on placements (record_id, revision)`);
    await this.history(run);
    await this.placement(run);
  }

  private async history(run: QueryRunner): Promise<void> {
    await run.query(`
      create function registry_recorded_at() returns timestamptz language sql stable as $$
        select coalesce(nullif(current_setting('registry.recorded_at', true), '')::timestamptz, transaction_timestamp()) $$`);
    await run.query(COUNT_REVISION);
    // Statement triggers over transition tables: one insert for a whole import instead of one for each row.
    await run.query(CLOSE_VERSIONS);
    await run.query(KEEP_VERSIONS);
    for (const [table, kind] of TABLES) {
      await run.query(`create trigger ${table}_count_revision before update on ${table} for each row execute function count_revision()`);
      for (const trigger of keepHistory(table, kind)) await run.query(trigger);
    }
  }

  private async placement(run: QueryRunner): Promise<void> {
    await run.query(`
      create view unit_lineage as
      with recursive lineage(unit_id, ancestor_id) as (
        select id, id from administrative_units
        union all
        select l.unit_id, u.parent_id from lineage l join administrative_units u on u.id = l.ancestor_id where u.parent_id is not null)
      select unit_id, ancestor_id from lineage`);
    // Only the smallest units are looked up; larger ones follow from their parents, so the parts always add up to the whole.
    await run.query(`
      create view smallest_units as
      select u.* from administrative_units u where not exists (select 1 from administrative_units c where c.parent_id = u.id)`);
    await run.query(PLACE_VERSIONS);
    await run.query(PLACE_NEW_VERSIONS);
    await run.query(`create trigger record_versions_place ${AFTER_NEW_VERSIONS} execute function place_new_versions()`);
    await this.unitChanges(run);
  }

  /** New or changed boundaries place again whatever they touch, old versions too. */
  private async unitChanges(run: QueryRunner): Promise<void> {
    await run.query(PLACE_AGAIN);
    const trigger = (event: string, tables: string): string =>
      `create trigger administrative_units_place_${event} after ${event} on administrative_units referencing ${tables} for each statement execute function place_again()`;
    await run.query(trigger('insert', 'new table as new_units'));
    await run.query(trigger('update', 'old table as old_units new table as new_units'));
    await run.query(trigger('delete', 'old table as old_units'));
  }

  async down(run: QueryRunner): Promise<void> {
    for (const event of ['insert', 'update', 'delete']) await run.query(`drop trigger administrative_units_place_${event} on administrative_units`);
    for (const [table] of TABLES)
      for (const name of ['count_revision', 'history_1_close', 'history_1_delete', 'history_2_update', 'history_2_insert'])
        await run.query(`drop trigger ${table}_${name} on ${table}`);
    await run.query(`drop table placements, record_versions`);
    await run.query(
      `drop function place_again(), place_new_versions(), place_versions(bigint[]), keep_versions(), close_versions(), count_revision(), registry_recorded_at()`,
    );
    await run.query(`drop view smallest_units, unit_lineage`);
  }
}
