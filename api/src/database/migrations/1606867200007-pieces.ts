import type { MigrationInterface, QueryRunner } from 'typeorm';
import { KEEP_VERSIONS, PLACE_NEW_VERSIONS, PLACE_VERSIONS, placeLines, VERSIONS_BY_ID } from './1606867200004-history-and-placement.js';

const EVENTS = [
  ['insert', 'new table as new_units'],
  ['update', 'old table as old_units new table as new_units'],
  ['delete', 'old table as old_units'],
];

/** @param versions records' versions `v` as a relation that ends in a condition to go on with, `… where` or `… and` */
export const PLACE_POINTS = (versions: string): string => `
        -- A point, or the inner point of a parcel, lies in one unit of a generation: on a shared border the one with the lower id has it.
        -- Thousands of records lie in the same few sets of units, so the units of each set are worked out once.
        insert into placements (record_id, revision, unit_id)
        with places as materialized (
          select v.record_id, v.revision, case geometrytype(v.geom) when 'POLYGON' then st_pointonsurface(v.geom) else v.geom end as place
          from ${versions} geometrytype(v.geom) in ('POINT', 'POLYGON')),
        hits as materialized (
          select p.record_id, p.revision, array_agg(q.unit_id order by q.unit_id) as units
          from places p join unit_pieces q on q.cell = cell_of(p.place) and (q.part is null or st_intersects(q.part, p.place)) group by 1, 2),
        answers as materialized (
          select distinct s.units, l.ancestor_id
          from (select distinct units from hits) s cross join unnest(s.units) c(unit_id)
          join administrative_units u on u.id = c.unit_id join unit_lineage l on l.unit_id = u.id
          where not exists (
            select 1 from administrative_units o where o.id = any(s.units) and o.id < u.id and o.level = u.level
              and daterange(o.valid_from, o.valid_to, '[]') && daterange(u.valid_from, u.valid_to, '[]')))
        select h.record_id, h.revision, a.ancestor_id from hits h join answers a using (units);`;

export const PLACE_NEW_POINTS = `
      create or replace function place_new_versions() returns trigger language plpgsql as $$
      begin
        perform add_placements((select array_agg(id) from new_rows where action <> 'delete'));
        return null;
      end $$`;

/** What puts versions down, by their ids. */
export const PLACING = [
  `
      create function add_placements(version_ids bigint[]) returns void language plpgsql as $$
      begin
        ${PLACE_POINTS(`${VERSIONS_BY_ID} where`)}
        if exists (select 1 from ${VERSIONS_BY_ID} where geometrytype(v.geom) not in ('POINT', 'POLYGON')) then
          perform add_long_placements(version_ids);
        end if;
      end $$`,
  `
      create function add_long_placements(version_ids bigint[]) returns void language plpgsql as $$
      begin${placeLines(VERSIONS_BY_ID)}
      end $$`,
  `
      create function place_versions(version_ids bigint[]) returns void language plpgsql as $$
      begin
        delete from placements p using record_versions v where v.id = any(version_ids) and p.record_id = v.record_id and p.revision = v.revision;
        perform add_placements(version_ids);
      end $$`,
];

export const KEEP_WITHOUT_PLACE = `
      create or replace function keep_versions() returns trigger language plpgsql as $$
      begin
        execute (
          select format('insert into record_versions (kind, record_id, revision, action, data, geom, valid_from, recorded_by, submission_id, reason)
              select $1, n.id, n.revision, $2, (select to_jsonb(f) from (select %s) f), n.geom, $3, $4, $5, $6 from new_rows n',
            string_agg(format('n.%I', attname), ', ' order by attnum))
          from pg_attribute where attrelid = tg_relid and attnum > 0 and not attisdropped and attname <> 'geom')
        using tg_argv[0], case tg_op when 'INSERT' then 'create' else 'update' end, registry_recorded_at(),
          nullif(current_setting('registry.user_id', true), '')::integer, nullif(current_setting('registry.submission_id', true), '')::bigint,
          nullif(current_setting('registry.reason', true), '');
        return null;
      end $$`;

/** Units and zones cut into small pieces, so that asking where 100,000 points lie takes half a second instead of half a minute. */
export class Pieces1606867200007 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await this.grid(run);
    await this.units(run);
    await this.zones(run);
    await this.placement(run);
    await this.history(run);
    await this.items(run);
  }

  /**
   * Pieces lie on a grid of 0.005 degrees (about 500 m), and a point is looked up by the number of its cell: an equality, which joins by hash.
   * A spatial index over so few shapes costs five times as much for each point.
   */
  private async grid(run: QueryRunner): Promise<void> {
    // The offset keeps the grid's lines off round coordinates: a border along such a line would lie in the cell beside the point.
    await run.query(`
      create function cell_of(place geometry) returns integer language sql immutable parallel safe as $$
        select case when geometrytype(place) = 'POINT' and st_x(place) between -180 and 180 and st_y(place) between -90 and 90
          then floor(st_x(place) * 200 + 0.0123456789)::integer * 36000 + floor(st_y(place) * 200 + 0.0123456789)::integer end $$`);
    await run.query(`
      create function cells_of(shape geometry) returns setof integer language sql immutable parallel safe as $$
        select x * 36000 + y
        from generate_series(floor(st_xmin(shape) * 200 + 0.0123456789)::integer, floor(st_xmax(shape) * 200 + 0.0123456789)::integer) x,
          generate_series(floor(st_ymin(shape) * 200 + 0.0123456789)::integer, floor(st_ymax(shape) * 200 + 0.0123456789)::integer) y $$`);
    // No part: the whole cell lies inside.
    await run.query(`
      create function pieces_of(shape geometry) returns table (cell integer, part geometry) language sql immutable as $$
        select x * 36000 + y, case when not st_contains(shape, box) then st_collectionextract(st_makevalid(st_clipbybox2d(shape, box)), 3) end
        from generate_series(floor(st_xmin(shape) * 200 + 0.0123456789)::integer, floor(st_xmax(shape) * 200 + 0.0123456789)::integer) x,
          generate_series(floor(st_ymin(shape) * 200 + 0.0123456789)::integer, floor(st_ymax(shape) * 200 + 0.0123456789)::integer) y,
          st_setsrid(st_makebox2d(st_makepoint((x - 0.0123456789) / 200, (y - 0.0123456789) / 200),
            st_makepoint((x + 1 - 0.0123456789) / 200, (y + 1 - 0.0123456789) / 200))::geometry, 4326) box
        where st_intersects(shape, box) $$`);
  }

  private async units(run: QueryRunner): Promise<void> {
    await run.query(`
      create table unit_pieces (
        cell integer not null,
        unit_id integer not null,
        part geometry(Geometry, 4326),
        constraint unit_pieces_pkey primary key (cell, unit_id)
      )`);
    await run.query(`
      create function units_at(shape geometry) returns integer[] language sql stable parallel safe as $$
        select case when geometrytype(shape) = 'POINT'
          then array(select p.unit_id from unit_pieces p where p.cell = cell_of(shape) and (p.part is null or st_intersects(p.part, shape)) order by 1)
          else array(select u.id from smallest_units u where st_intersects(u.geom, shape) order by 1) end $$`);
    // A unit that gets a child is none of the smallest any more, so what is to be cut is found anew each time. Open packages follow.
    await run.query(`
      create function cut_units() returns trigger language plpgsql as $$
      begin
        if tg_op <> 'INSERT' then
          delete from unit_pieces where unit_id in (select id from old_units);
        end if;
        delete from unit_pieces where unit_id not in (select id from smallest_units);
        insert into unit_pieces (unit_id, cell, part)
        select u.id, p.cell, p.part from smallest_units u, pieces_of(u.geom) p where not exists (select 1 from unit_pieces e where e.unit_id = u.id);
        update submission_items i set units = units_at(i.geom) from submissions s
        where s.id = i.submission_id and s.state not in ('decided', 'withdrawn') and i.geom is not null and i.units <> units_at(i.geom);
        return null;
      end $$`);
    // The names order them: units are cut before records are placed again.
    for (const [event, tables] of EVENTS)
      await run.query(
        `create trigger administrative_units_cut_${event} after ${event} on administrative_units referencing ${tables} for each statement execute function cut_units()`,
      );
    await run.query(`insert into unit_pieces (unit_id, cell, part) select u.id, p.cell, p.part from smallest_units u, pieces_of(u.geom) p`);
  }

  private async zones(run: QueryRunner): Promise<void> {
    await run.query(`
      create table zone_pieces (
        cell integer not null,
        zone_id integer not null constraint zone_pieces_zone_exists references zones (id) on delete cascade,
        part geometry(Geometry, 4326),
        constraint zone_pieces_pkey primary key (cell, zone_id)
      )`);
    await run.query(`create index zone_pieces_zone_idx on zone_pieces (zone_id)`);
    await run.query(`
      create function cut_zone() returns trigger language plpgsql as $$
      begin
        delete from zone_pieces where zone_id = new.id;
        insert into zone_pieces (zone_id, cell, part) select new.id, p.cell, p.part from pieces_of(new.geom) p;
        return null;
      end $$`);
    await run.query(`create trigger zones_cut after insert or update on zones for each row execute function cut_zone()`);
    await run.query(`insert into zone_pieces (zone_id, cell, part) select z.id, p.cell, p.part from zones z, pieces_of(z.geom) p`);
  }

  private async placement(run: QueryRunner): Promise<void> {
    await run.query(`drop function place_versions(bigint[])`);
    for (const text of PLACING) await run.query(text);
    await run.query(PLACE_NEW_POINTS);
  }

  /** A record as JSON without its place: to_jsonb() of a whole row writes the geometry too, which takes longer than all the rest. */
  private async history(run: QueryRunner): Promise<void> {
    await run.query(KEEP_WITHOUT_PLACE);
  }

  /** Where an item lies and what its findings speak of is kept with it; an edit is compared with the register again. */
  private async items(run: QueryRunner): Promise<void> {
    await run.query(`alter table item_findings add column other bigint`);
    await run.query(`create index item_findings_other_idx on item_findings (other) where other is not null`);
    await run.query(`
      alter table submission_items add column to_compare text
        constraint submission_items_to_compare_known check (to_compare in ('values', 'identity'))`);
    await run.query(`
      create function item_edited() returns trigger language plpgsql as $$
      begin
        if new.geom is distinct from old.geom then
          new.units := units_at(new.geom);
        end if;
        if (new.owner, new.code) is distinct from (old.owner, old.code) then
          new.to_compare := 'identity';
        elsif new.to_compare is null and (new.data is distinct from old.data or new.geom is distinct from old.geom) then
          new.to_compare := 'values';
        end if;
        return new;
      end $$`);
    await run.query(
      `create trigger submission_items_edited before update of data, geom, owner, code on submission_items for each row execute function item_edited()`,
    );
    await run.query(`
      update submission_items i set units = units_at(i.geom) from submissions s
      where s.id = i.submission_id and s.state not in ('decided', 'withdrawn') and i.geom is not null`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`drop trigger submission_items_edited on submission_items`);
    await run.query(`alter table submission_items drop column to_compare`);
    await run.query(`alter table item_findings drop column other`);
    for (const [event] of EVENTS) await run.query(`drop trigger administrative_units_cut_${event} on administrative_units`);
    await run.query(`drop trigger zones_cut on zones`);
    await run.query(
      `drop function item_edited(), cut_units(), cut_zone(), units_at(geometry), place_versions(bigint[]), add_placements(bigint[]), add_long_placements(bigint[])`,
    );
    for (const earlier of [KEEP_VERSIONS, PLACE_VERSIONS, PLACE_NEW_VERSIONS]) await run.query(earlier);
    await run.query(`drop table zone_pieces, unit_pieces`);
    await run.query(`drop function pieces_of(geometry), cells_of(geometry), cell_of(geometry)`);
  }
}
