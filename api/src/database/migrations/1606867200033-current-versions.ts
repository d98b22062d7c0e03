import type { MigrationInterface, QueryRunner } from 'typeorm';
import { AFTER_NEW_VERSIONS, CLOSE_VERSIONS, COUNT_REVISION, PLACE_AGAIN, TABLES, keepHistory, placeLines } from './1606867200004-history-and-placement.js';
import { KEEP_WITHOUT_PLACE, PLACE_POINTS, PLACING } from './1606867200007-pieces.js';
import { NOTE_REGISTER_DAYS } from './1606867200013-register-days.js';
import { NOTE_UNCOUNTED } from './1606867200022-sums-by-party.js';
import { PLACE_UNLESS_AHEAD } from './1606867200029-placed-ahead.js';

/** Columns of a record's table that say who made its current version, for which submission and why; not part of what a version holds. */
const AUTHOR = ['recorded_by integer', 'submission_id bigint', 'reason text'];
const SETTINGS = {
  recorded_by: ['registry_user', 'integer', 'registry.user_id'],
  submission_id: ['registry_submission', 'bigint', 'registry.submission_id'],
  reason: ['registry_reason', 'text', 'registry.reason'],
} as const;

/** Kind -> its column of the organisation, and the status in which others may not see it. */
const DAYS: Record<string, [owner: string, hidden: string]> = {
  'bts-stations': ['owner', 'planned'],
  'sharing-agreements': ['host', 'proposed'],
  'cable-segments': ['lead_organization', ''],
  'post-office-sites': ['operator', ''],
};

const VERSIONS_BY_KEY = 'unnest(records, revisions) i(record_id, revision) join record_versions v on v.record_id = i.record_id and v.revision = i.revision';
const KEYS_OF = (units: string): string => `
        select array_agg(d.record_id) as records, array_agg(d.revision) as revisions
        from (select distinct v.record_id, v.revision from record_versions v join ${units} c on v.geom && c.geom where v.action <> 'delete') d`;

const PLACES = [
  `
      create function add_placements(records bigint[], revisions integer[]) returns void language plpgsql as $$
      begin
        ${PLACE_POINTS(`${VERSIONS_BY_KEY} where`)}
        if exists (select 1 from ${VERSIONS_BY_KEY} where geometrytype(v.geom) not in ('POINT', 'POLYGON')) then
          perform add_long_placements(records, revisions);
        end if;
      end $$`,
  `
      create function add_long_placements(records bigint[], revisions integer[]) returns void language plpgsql as $$
      begin${placeLines(VERSIONS_BY_KEY)}
      end $$`,
  `
      create function place_versions(records bigint[], revisions integer[]) returns void language plpgsql as $$
      begin
        delete from placements p using unnest(records, revisions) i(record_id, revision) where p.record_id = i.record_id and p.revision = i.revision;
        perform add_placements(records, revisions);
      end $$`,
  `
      create or replace function place_again() returns trigger language plpgsql as $$
      begin
        if tg_op <> 'INSERT' then
          delete from placements p using old_units o where p.unit_id = o.id;
          perform place_versions(k.records, k.revisions) from (${KEYS_OF('old_units')}) k;
        end if;
        if tg_op <> 'DELETE' then
          perform place_versions(k.records, k.revisions) from (${KEYS_OF('new_units')}) k;
        end if;
        return null;
      end $$`,
  `
      create or replace function place_new_versions() returns trigger language plpgsql as $$
      begin
        if current_setting('registry.placed_ahead', true) is distinct from 'on' then
          execute $place$${PLACE_POINTS('(select n.id as record_id, n.revision, n.geom from new_rows n) v where')}$place$;
        end if;
        if exists (select 1 from new_rows n where geometrytype(n.geom) not in ('POINT', 'POLYGON')) then
          perform add_long_placements(array_agg(n.id), array_agg(n.revision)) from new_rows n;
        end if;
        return null;
      end $$`,
];

/** Executed as text: the columns are those the table has now. */
const HISTORY = [
  `
      create function version_columns(records regclass, alias text) returns text language sql stable as $$
        select string_agg(format('%I.%I', alias, attname), ', ' order by attnum) from pg_attribute
        where attrelid = records and attnum > 0 and not attisdropped and attname not in ('geom', 'recorded_by', 'submission_id', 'reason') $$`,
  `
      create function version_action(revision integer) returns text language sql immutable as $$
        select case revision when 1 then 'create' else 'update' end $$`,
  `
      create or replace function count_revision() returns trigger language plpgsql as $$
      begin
        new.revision := old.revision + 1;
        new.created_at := old.created_at;
        new.updated_at := registry_recorded_at();
        new.recorded_by := registry_user();
        new.submission_id := registry_submission();
        new.reason := registry_reason();
        return new;
      end $$`,
  `
      create or replace function close_versions() returns trigger language plpgsql as $$
      begin
        execute format('insert into past_versions (kind, record_id, revision, action, data, geom, valid_from, valid_to, recorded_by, submission_id, reason)
          select $1, o.id, o.revision, version_action(o.revision), (select to_jsonb(f) from (select %s) f), o.geom, o.updated_at, $2, o.recorded_by, o.submission_id, o.reason
          from old_rows o', version_columns(tg_relid, 'o')) using tg_argv[0], registry_recorded_at();
        if tg_op = 'DELETE' then
          execute format('insert into past_versions (kind, record_id, revision, action, data, geom, valid_from, valid_to, recorded_by, submission_id, reason)
            select $1, o.id, o.revision + 1, ''delete'', (select to_jsonb(f) from (select %s) f), o.geom, $2, $2, registry_user(), registry_submission(), registry_reason()
            from old_rows o', version_columns(tg_relid, 'o')) using tg_argv[0], registry_recorded_at();
        end if;
        return null;
      end $$`,
];

const NOTES = [
  `
      create or replace function note_register_days() returns trigger language plpgsql as $$
      begin
        execute format('insert into register_days (day, kind, owner, confidential, changes)
          select (%s at time zone ''Asia/Ho_Chi_Minh'')::date, $1, n.%I, coalesce(n.status = $2, false), count(*) from %s n group by 1, 2, 3, 4',
          case tg_op when 'DELETE' then 'registry_recorded_at()' else 'n.updated_at' end, tg_argv[1], case tg_op when 'DELETE' then 'old_rows' else 'new_rows' end)
        using tg_argv[0], tg_argv[2];
        return null;
      end $$`,
  // What an agreement covers, and covered before, may be shared from now on, or no longer; a station that is or was planned hides the agreements on it, or shows them.
  `
      create or replace function note_uncounted() returns trigger language plpgsql as $$
      declare
        touched text := case tg_op when 'INSERT' then 'table new_rows' when 'DELETE' then 'table old_rows' else 'table new_rows union all table old_rows' end;
      begin
        execute format('insert into uncounted_records (record_id, kind) select n.id, $1 from %s n', case tg_op when 'DELETE' then 'old_rows' else 'new_rows' end) using tg_argv[0];
        if tg_argv[0] = 'sharing-agreements' then
          execute format('insert into uncounted_records (record_id, kind) select s.id, ''bts-stations''
            from (%s) n cross join unnest(n.stations) covered join bts_stations s on s.owner = n.host and s.code = covered', touched);
        elsif tg_argv[0] = 'bts-stations' and tg_op <> 'INSERT' then
          execute format('insert into uncounted_records (record_id, kind) select distinct l.agreement_id, ''sharing-agreements''
            from (%s) n join sharing_agreement_stations l on l.station_id = n.id', touched);
        end if;
        return null;
      end $$`,
];

/** What hangs on the versions of a kind, as triggers of its table. The names order them: past versions are put away first. */
const EVENTS = { insert: 'new table as new_rows', update: 'old table as old_rows new table as new_rows', delete: 'old table as old_rows' } as const;
type Event = keyof typeof EVENTS;

function triggersOf([table, kind]: (typeof TABLES)[number]): { name: string; event: Event; call: string }[] {
  const on = (name: string, events: Event[], call: string) => events.map((event) => ({ name: `${table}_${name}_on_${event}`, event, call }));
  return [
    ...on('history_1_close', ['update', 'delete'], `close_versions('${kind}')`),
    ...on('history_2_days', ['insert', 'update', 'delete'], `note_register_days('${kind}', '${DAYS[kind]!.join("', '")}')`),
    ...on('history_3_place', ['insert', 'update'], 'place_new_versions()'),
    ...(kind === 'post-office-sites' ? [] : on('history_4_uncounted', ['insert', 'update', 'delete'], `note_uncounted('${kind}')`)),
    ...on('history_5_user_exists', ['insert', 'update'], `require_parents('recorded_by', 'users', 'id', 'record_versions_user_exists')`),
  ];
}

/**
 * A record's current version is its row: who made it, for which submission and why stand there too. Only what it was before is kept apart, in
 * `past_versions`, from the moment it changes; `record_versions` shows both together. So a new record is written once and not twice, and a question about
 * a day reads the tables themselves for all that has not changed since.
 */
export class CurrentVersions1606867200033 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const [name, type, setting] of Object.values(SETTINGS))
      await run.query(
        `create function ${name}() returns ${type} language sql stable as $$ select nullif(current_setting('${setting}', true), '')${type === 'text' ? '' : `::${type}`} $$`,
      );
    await run.query(
      `drop trigger record_versions_place on record_versions; drop trigger record_versions_days on record_versions; drop trigger record_versions_uncounted on record_versions`,
    );
    for (const event of ['insert', 'update']) await run.query(`drop trigger record_versions_user_exists_on_${event} on record_versions`);
    for (const [table] of TABLES) {
      for (const name of ['1_close', '1_delete', '2_update', '2_insert']) await run.query(`drop trigger ${table}_history_${name} on ${table}`);
      await this.authors(run, table);
    }
    await run.query(`drop function keep_versions(), place_versions(bigint[]), add_placements(bigint[]), add_long_placements(bigint[])`);
    await this.pastVersions(run);
    for (const text of [...HISTORY, ...NOTES]) await run.query(text);
    await this.view(run);
    for (const text of PLACES) await run.query(text);
    for (const entry of TABLES)
      for (const { name, event, call } of triggersOf(entry))
        await run.query(`create trigger ${name} after ${event} on ${entry[0]} referencing ${EVENTS[event]} for each statement execute function ${call}`);
  }

  /** What is written without saying who and when takes it from the transaction, so that no code can forget it. */
  private async authors(run: QueryRunner, table: string): Promise<void> {
    await run.query(`alter table ${table} ${AUTHOR.map((column) => `add column ${column}`).join(', ')}`);
    await run.query(`alter table ${table} disable trigger user`);
    await run.query(`
      update ${table} r set recorded_by = v.recorded_by, submission_id = v.submission_id, reason = v.reason, updated_at = v.valid_from
      from record_versions v where v.record_id = r.id and v.revision = r.revision`);
    await run.query(`alter table ${table} enable trigger user`);
    await run.query(
      `alter table ${table} alter column updated_at set default registry_recorded_at(), ${Object.entries(SETTINGS)
        .map(([column, [name]]) => `alter column ${column} set default ${name}()`)
        .join(', ')}`,
    );
  }

  private async pastVersions(run: QueryRunner): Promise<void> {
    await run.query(`delete from record_versions v using (${TABLES.map(([table]) => `select id, revision from ${table}`).join(' union all ')}) r
      where r.id = v.record_id and r.revision = v.revision`);
    await run.query(`alter table record_versions rename to past_versions`);
    await run.query(`alter table past_versions drop column id, alter column valid_to set not null`);
    await run.query(`alter table past_versions rename constraint record_versions_revision_once to past_versions_revision_once`);
    await run.query(`alter table past_versions rename constraint record_versions_action_known to past_versions_action_known`);
    await run.query(`alter table past_versions rename constraint record_versions_times_in_order to past_versions_times_in_order`);
    await run.query(`alter index record_versions_kind_time_idx rename to past_versions_kind_time_idx`);
    await run.query(`alter index record_versions_geom_idx rename to past_versions_geom_idx`);
  }

  /** To be called again by a migration that gives one of the tables another column. */
  private async view(run: QueryRunner): Promise<void> {
    const current = TABLES.map(
      ([table, kind]) => `
        select ''${kind}'', r.id, r.revision, version_action(r.revision), (select to_jsonb(f) from (select ' || version_columns('${table}', 'r') || ') f), r.geom::geometry,
          r.updated_at, null::timestamptz, r.recorded_by, r.submission_id, r.reason from ${table} r`,
    );
    await run.query(`
      create function define_record_versions() returns void language plpgsql as $$
      begin
        execute 'create or replace view record_versions as
        select kind, record_id, revision, action, data, geom::geometry as geom, valid_from, valid_to, recorded_by, submission_id, reason from past_versions
        union all ${current.join(' union all ')}';
      end $$`);
    await run.query(`select define_record_versions()`);
  }

  async down(run: QueryRunner): Promise<void> {
    for (const entry of TABLES) for (const { name } of triggersOf(entry)) await run.query(`drop trigger ${name} on ${entry[0]}`);
    await this.allVersions(run);
    await run.query(`drop function define_record_versions(), version_columns(regclass, text), version_action(integer),
      place_versions(bigint[], integer[]), add_placements(bigint[], integer[]), add_long_placements(bigint[], integer[])`);
    for (const text of [COUNT_REVISION, CLOSE_VERSIONS, KEEP_WITHOUT_PLACE, ...PLACING, PLACE_AGAIN, PLACE_UNLESS_AHEAD, NOTE_REGISTER_DAYS, NOTE_UNCOUNTED])
      await run.query(text);
    for (const [table, kind] of TABLES) {
      await run.query(
        `alter table ${table} alter column updated_at set default now(), ${Object.keys(SETTINGS)
          .map((column) => `drop column ${column}`)
          .join(', ')}`,
      );
      for (const trigger of keepHistory(table, kind)) await run.query(trigger);
    }
    for (const [name] of Object.values(SETTINGS)) await run.query(`drop function ${name}()`);
    for (const [name, call] of [
      ['place', 'place_new_versions'],
      ['days', 'note_register_days'],
      ['uncounted', 'note_uncounted'],
    ])
      await run.query(`create trigger record_versions_${name} ${AFTER_NEW_VERSIONS} execute function ${call}()`);
    for (const event of ['insert', 'update'])
      await run.query(`create trigger record_versions_user_exists_on_${event} after ${event} on record_versions referencing new table as new_rows
        for each statement execute function require_parents('recorded_by', 'users', 'id', 'record_versions_user_exists')`);
  }

  private async allVersions(run: QueryRunner): Promise<void> {
    await run.query(`alter table past_versions alter column valid_to drop not null`);
    await run.query(`insert into past_versions (kind, record_id, revision, action, data, geom, valid_from, valid_to, recorded_by, submission_id, reason)
      select kind, record_id, revision, action, data, geom, valid_from, valid_to, recorded_by, submission_id, reason from record_versions where valid_to is null`);
    await run.query(`drop view record_versions`);
    await run.query(`alter table past_versions rename to record_versions`);
    await run.query(`alter table record_versions add column id bigint generated by default as identity constraint record_versions_pkey primary key`);
    await run.query(`alter table record_versions rename constraint past_versions_revision_once to record_versions_revision_once`);
    await run.query(`alter table record_versions rename constraint past_versions_action_known to record_versions_action_known`);
    await run.query(`alter table record_versions rename constraint past_versions_times_in_order to record_versions_times_in_order`);
    await run.query(`alter index past_versions_kind_time_idx rename to record_versions_kind_time_idx`);
    await run.query(`alter index past_versions_geom_idx rename to record_versions_geom_idx`);
  }
}
