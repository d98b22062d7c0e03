import type { MigrationInterface, QueryRunner } from 'typeorm';

// One sequence for all kinds: a record's id says which record is meant without its kind, so placement and history need one key.
const COMMON = `
  id bigint not null default nextval('record_id_seq'),
  revision integer not null default 1,
  sample boolean not null default false,
  source text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()`;

const organization = (table: string, column: string, required = true): string =>
  `${column} text ${required ? 'not null' : ''} constraint ${table}_${column}_exists references organizations (code)`;

const known = (table: string, column: string, values: string[]): string =>
  `${column} text constraint ${table}_${column}_known check (${column} in (${values.map((value) => `'${value}'`).join(', ')}))`;

const SEARCHED = [
  ['bts_stations', `code || ' ' || name || ' ' || coalesce(address, '') || ' ' || coalesce(declared_commune, '')`],
  ['sharing_agreements', `number || ' ' || host`],
  ['cable_segments', `code || ' ' || name || ' ' || coalesce(street, '')`],
  ['post_office_sites', `code || ' ' || name || ' ' || commune`],
];

/** The four tables of the register. */
export class Records1606867200003 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create sequence record_id_seq as bigint`);
    await run.query(`
      create table bts_stations (${COMMON},
        code text not null,
        name text not null,
        ${organization('bts_stations', 'owner')},
        ${organization('bts_stations', 'mast_owner', false)},
        address text,
        declared_district text,
        declared_commune text,
        ${known('bts_stations', 'structure', ['bulky', 'environmentally_friendly'])} not null,
        ${known('bts_stations', 'mast_class', ['A1a', 'A1b', 'A2a', 'A2b', 'A2c'])},
        ${known('bts_stations', 'mast_type', ['self_supporting', 'guyed', 'monopole', 'rooftop_pole', 'other'])},
        ${known('bts_stations', 'placement', ['ground', 'building'])},
        height_m double precision not null constraint bts_stations_height_possible check (height_m between 1 and 200),
        building_height_m double precision,
        technologies text[] not null constraint bts_stations_technologies_known check (technologies <@ array['2G', '3G', '4G', '5G'] and technologies <> '{}'),
        transmit_power_w double precision,
        shareable boolean,
        sharing_note text,
        built_on date,
        on_air_on date,
        building_permit_no text,
        consent_no text,
        inspection_required boolean,
        inspection_certificate_no text,
        inspected_on date,
        inspection_expires_on date,
        conversion_planned_for integer,
        converted_on date,
        plan_decision text,
        ${known('bts_stations', 'status', ['planned', 'under_construction', 'operating', 'suspended', 'dismantled'])} not null,
        note text,
        geom geometry(Point, 4326) not null,
        constraint bts_stations_pkey primary key (id),
        constraint bts_stations_code_unique_per_owner unique (owner, code)
      )`);
    await run.query(`
      create table sharing_agreements (${COMMON},
        number text not null,
        ${organization('sharing_agreements', 'host')},
        tenants text[] not null constraint sharing_agreements_have_a_tenant check (tenants <> '{}'),
        signed_on date not null,
        effective_from date not null,
        effective_to date,
        items text[] not null constraint sharing_agreements_items_known
          check (items <@ array['mast', 'equipment_house', 'power', 'duct', 'pole', 'ran'] and items <> '{}'),
        stations text[],
        segments text[],
        monthly_rent_vnd double precision,
        ${known('sharing_agreements', 'status', ['proposed', 'active', 'suspended', 'terminated'])} not null,
        confirmed_by_host_on date,
        confirmed_by_tenant_on date,
        terminated_on date,
        note text,
        geom geometry(GeometryCollection, 4326) not null,
        constraint sharing_agreements_pkey primary key (id),
        constraint sharing_agreements_number_unique_per_host unique (host, number),
        constraint sharing_agreements_dates_in_order check (effective_to >= effective_from),
        constraint sharing_agreements_tenant_is_not_host check (not host = any (tenants))
      )`);
    await run.query(`
      create table cable_segments (${COMMON},
        code text not null,
        name text not null,
        street text,
        ${organization('cable_segments', 'lead_organization')},
        participants text[],
        ${known('cable_segments', 'method', ['tidy', 'bundle', 'underground'])} not null,
        as_built_length_m double precision,
        duct_count integer,
        ducts_used integer,
        ${known('cable_segments', 'cable_type', ['fibre', 'copper', 'coaxial'])},
        plan_decision text not null,
        planned_year integer not null,
        started_on date,
        completed_on date,
        done_length_m double precision,
        recovered_cable_m double precision,
        ${known('cable_segments', 'status', ['planned', 'in_progress', 'completed', 'cancelled'])} not null,
        note text,
        geom geometry(LineString, 4326) not null,
        constraint cable_segments_pkey primary key (id),
        constraint cable_segments_code_unique_per_lead unique (lead_organization, code),
        constraint cable_segments_dates_in_order check (completed_on >= started_on),
        constraint cable_segments_completed_on_a_day check (status <> 'completed' or completed_on is not null)
      )`);
    await run.query(`
      create table post_office_sites (${COMMON},
        code text not null,
        name text not null,
        ${organization('post_office_sites', 'operator')},
        commune text not null,
        ${known('post_office_sites', 'land_stage', ['no_land', 'requested', 'site_proposed', 'approved', 'allocated', 'certified'])} not null,
        requested_area_m2 double precision,
        allocated_area_m2 double precision,
        requested_on date,
        decision_no text,
        decision_on date,
        certificate_no text,
        certificate_on date,
        parcel text,
        obstacle text,
        services text,
        ${known('post_office_sites', 'status', ['operating', 'not_operating', 'planned'])} not null,
        note text,
        geom geometry(Geometry, 4326) not null constraint post_office_sites_point_or_parcel check (geometrytype(geom) ~ '^(POINT|POLYGON)$'),
        constraint post_office_sites_pkey primary key (id),
        constraint post_office_sites_code_unique_per_operator unique (operator, code)
      )`);
    for (const table of ['bts_stations', 'sharing_agreements', 'cable_segments', 'post_office_sites'])
      await run.query(`create index ${table}_geom_idx on ${table} using gist (geom)`);
    for (const [table, searched] of SEARCHED) await run.query(`create index ${table}_search_idx on ${table} using gin (fold(${searched}) gin_trgm_ops)`);
    await this.links(run);
  }

  /** Agreements name what they cover by code; real keys stand beside, so that a covered station can never be missing. */
  private async links(run: QueryRunner): Promise<void> {
    for (const [covered, key] of [
      ['bts_stations', 'station'],
      ['cable_segments', 'segment'],
    ])
      await run.query(`
        create table sharing_agreement_${key}s (
          agreement_id bigint not null constraint sharing_agreement_${key}s_agreement_exists references sharing_agreements (id) on delete cascade,
          ${key}_id bigint not null constraint sharing_agreement_${key}s_${key}_exists references ${covered} (id),
          constraint sharing_agreement_${key}s_pkey primary key (agreement_id, ${key}_id)
        )`);
    await run.query(`create index sharing_agreement_stations_station_idx on sharing_agreement_stations (station_id)`);
    await run.query(`create index sharing_agreement_segments_segment_idx on sharing_agreement_segments (segment_id)`);
    await run.query(`
      create table sharing_agreement_tenants (
        agreement_id bigint not null constraint sharing_agreement_tenants_agreement_exists references sharing_agreements (id) on delete cascade,
        tenant text not null constraint sharing_agreement_tenants_tenant_exists references organizations (code),
        constraint sharing_agreement_tenants_pkey primary key (agreement_id, tenant)
      )`);
    await run.query(`
      create function covered_geometry(host_code text, station_codes text[], segment_codes text[]) returns geometry language sql stable as $$
        select st_forcecollection(st_setsrid(coalesce(st_collect(g), 'geometrycollection empty'::geometry), 4326))
        from (select geom as g from bts_stations where owner = host_code and code = any(station_codes)
              union all
              select geom from cable_segments where lead_organization = host_code and code = any(segment_codes)) covered
      $$`);
    await run.query(`
      create function sharing_agreement_shape() returns trigger language plpgsql as $$
      begin
        new.geom := covered_geometry(new.host, new.stations, new.segments);
        return new;
      end $$`);
    await run.query(`
      create trigger sharing_agreements_shape before insert or update on sharing_agreements
      for each row execute function sharing_agreement_shape()`);
    await run.query(`
      create function sharing_agreement_links() returns trigger language plpgsql as $$
      declare missing text;
      begin
        delete from sharing_agreement_stations where agreement_id = new.id;
        delete from sharing_agreement_segments where agreement_id = new.id;
        delete from sharing_agreement_tenants where agreement_id = new.id;
        insert into sharing_agreement_stations select new.id, id from bts_stations where owner = new.host and code = any(new.stations);
        insert into sharing_agreement_segments select new.id, id from cable_segments where lead_organization = new.host and code = any(new.segments);
        insert into sharing_agreement_tenants select distinct new.id, t from unnest(new.tenants) t;
        select string_agg(c, ', ') into missing from (
          select c from unnest(new.stations) c where not exists (select 1 from bts_stations where owner = new.host and code = c)
          union all
          select c from unnest(new.segments) c where not exists (select 1 from cable_segments where lead_organization = new.host and code = c)) m;
        if missing is not null then
          raise exception 'agreement % covers unknown %', new.number, missing
            using errcode = 'foreign_key_violation', constraint = 'sharing_agreements_cover_known_records';
        end if;
        if coalesce(cardinality(new.stations), 0) + coalesce(cardinality(new.segments), 0) = 0 then
          raise exception 'agreement % covers nothing', new.number
            using errcode = 'check_violation', constraint = 'sharing_agreements_cover_something';
        end if;
        return null;
      end $$`);
    await run.query(`
      create trigger sharing_agreements_links after insert or update on sharing_agreements
      for each row execute function sharing_agreement_links()`);
    // A station that moves takes the agreements covering it along.
    await run.query(`
      create function sharing_agreement_follow() returns trigger language plpgsql as $$
      begin
        update sharing_agreements a set host = a.host
        where a.id in (select agreement_id from sharing_agreement_stations where station_id = new.id
                       union select agreement_id from sharing_agreement_segments where segment_id = new.id);
        return null;
      end $$`);
    for (const table of ['bts_stations', 'cable_segments'])
      await run.query(`
        create trigger ${table}_agreements_follow after update on ${table}
        for each row when (old.geom is distinct from new.geom) execute function sharing_agreement_follow()`);
  }

  async down(run: QueryRunner): Promise<void> {
    for (const table of [
      'sharing_agreement_tenants',
      'sharing_agreement_segments',
      'sharing_agreement_stations',
      'post_office_sites',
      'cable_segments',
      'sharing_agreements',
      'bts_stations',
    ])
      await run.query(`drop table ${table}`);
    await run.query(`drop function sharing_agreement_follow(), sharing_agreement_links(), sharing_agreement_shape(), covered_geometry(text, text[], text[])`);
    await run.query(`drop sequence record_id_seq`);
  }
}
