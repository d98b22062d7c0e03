import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Table, column and what it refers to; the names were those of foreign keys. */
const REFERENCES = [
  ['bts_stations_owner_exists', 'bts_stations', 'owner', 'organizations', 'code'],
  ['bts_stations_mast_owner_exists', 'bts_stations', 'mast_owner', 'organizations', 'code'],
  ['sharing_agreements_host_exists', 'sharing_agreements', 'host', 'organizations', 'code'],
  ['cable_segments_lead_organization_exists', 'cable_segments', 'lead_organization', 'organizations', 'code'],
  ['post_office_sites_operator_exists', 'post_office_sites', 'operator', 'organizations', 'code'],
  ['record_versions_user_exists', 'record_versions', 'recorded_by', 'users', 'id'],
] as const;

/**
 * What records refer to is looked up once for each statement instead of once for each row: a package of 100,000 records names a few organisations and one
 * user. As with a foreign key, what is referred to is locked until the transaction ends, and cannot go.
 */
export class References1606867200030 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create function require_parents() returns trigger language plpgsql as $$
      declare
        lost text;
      begin
        execute format('select n.value::text from (select distinct %1$I as value from new_rows where %1$I is not null) n
            where not exists (select 1 from %2$I p where p.%3$I = n.value for key share) limit 1', tg_argv[0], tg_argv[1], tg_argv[2]) into lost;
        if lost is not null then
          raise foreign_key_violation using constraint = tg_argv[3], table = tg_table_name, schema = tg_table_schema,
            message = format('%s %s of %s is not among %s', tg_argv[0], lost, tg_table_name, tg_argv[1]);
        end if;
        return null;
      end $$`);
    await run.query(`
      create function keep_parent() returns trigger language plpgsql as $$
      declare
        found boolean;
      begin
        execute format('select exists (select 1 from %I c where c.%I = $1.%I)', tg_argv[0], tg_argv[1], tg_argv[2]) into found using old;
        if found then
          raise foreign_key_violation using constraint = tg_argv[3], table = tg_table_name, schema = tg_table_schema,
            message = format('%s still refers to this row of %s', tg_argv[0], tg_table_name);
        end if;
        return new;
      end $$`);
    for (const [name, table, column, parent, key] of REFERENCES) {
      await run.query(`alter table ${table} drop constraint ${name}`);
      for (const event of ['insert', 'update'])
        await run.query(`create trigger ${name}_on_${event} after ${event} on ${table} referencing new table as new_rows
          for each statement execute function require_parents('${column}', '${parent}', '${key}', '${name}')`);
      await run.query(`create trigger ${name}_kept_on_delete after delete on ${parent}
        for each row execute function keep_parent('${table}', '${column}', '${key}', '${name}')`);
      await run.query(`create trigger ${name}_kept_on_update after update of ${key} on ${parent}
        for each row when (old.${key} <> new.${key}) execute function keep_parent('${table}', '${column}', '${key}', '${name}')`);
    }
  }

  async down(run: QueryRunner): Promise<void> {
    for (const [name, table, column, parent, key] of REFERENCES) {
      for (const event of ['insert', 'update']) await run.query(`drop trigger ${name}_on_${event} on ${table}`);
      for (const event of ['delete', 'update']) await run.query(`drop trigger ${name}_kept_on_${event} on ${parent}`);
      await run.query(`alter table ${table} add constraint ${name} foreign key (${column}) references ${parent} (${key})`);
    }
    await run.query(`drop function keep_parent()`);
    await run.query(`drop function require_parents()`);
  }
}
