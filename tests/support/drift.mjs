// Takes the structure of a database down and up again and tells, as JSON in its last line, what was there on the way.
// A process of its own, as the migrations are code of the built server. DATA_DIR or DATABASE_URL say which database.
import { readConfig } from '../../dist/api/config.js';
import { openDatabase } from '../../dist/api/database/open.js';

/** All that is in the database, but for what came with an extension and TypeORM's own table. */
const OBJECTS = `
  with foreign_tables as (select 'migrations'::regclass as oid union all select objid from pg_depend where classid = 'pg_class'::regclass and deptype = 'e'),
  foreign_functions as (select objid as oid from pg_depend where classid = 'pg_proc'::regclass and deptype = 'e')
  select case relkind when 'S' then 'sequence ' when 'v' then 'view ' else 'table ' end || relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'S') and oid not in (table foreign_tables) and relname <> 'migrations_id_seq'
  union all
  select pg_get_indexdef(indexrelid) from pg_index join pg_class on pg_class.oid = indrelid where relnamespace = 'public'::regnamespace and indrelid not in (table foreign_tables)
  union all
  select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace and conrelid not in (table foreign_tables)
  union all
  select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all
  select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace and oid not in (table foreign_functions)
  order by 1`;

const { dataSource, close } = await openDatabase(readConfig(process.env));
const objects = async () => (await dataSource.query(OBJECTS)).map((row) => row.name);
/** What TypeORM would change to make the database as the entities say. */
const drift = async () => (await dataSource.driver.createSchemaBuilder().log()).upQueries.map((query) => query.query);
const undoAll = async () => {
  for (let left = dataSource.migrations.length; left > 0; left--) await dataSource.undoLastMigration();
};

/** The last one that keeps every version in a table of its own. */
const VERSIONS_APART = 'AsSent1606867200032';
const HISTORY = `
  select count(*)::int as versions, count(valid_to)::int as past, md5(string_agg(concat_ws('|', kind, record_id, revision, action, data, st_asewkb(geom),
    valid_from, valid_to, recorded_by, submission_id, reason), ' ' order by record_id, revision)) as sum from record_versions`;
const history = async () => (await dataSource.query(HISTORY))[0];
const undoTo = async (name) => {
  while ((await dataSource.query('select name from migrations order by id desc limit 1'))[0].name !== name) await dataSource.undoLastMigration();
};

await dataSource.query(`update post_office_sites set note = 'moved on' where id <> (select min(id) from post_office_sites)`);
await dataSource.query(`delete from post_office_sites where id = (select max(id) from post_office_sites)`);
const seen = { up: await objects(), drift: await drift(), history: [await history()] };
await undoTo(VERSIONS_APART);
seen.history.push(await history());
await dataSource.runMigrations();
seen.history.push(await history());
await undoAll();
seen.down = await objects();
await dataSource.runMigrations();
seen.upAgain = await objects();
seen.driftAgain = await drift();
await close();
console.log(JSON.stringify(seen));
