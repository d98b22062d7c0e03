import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of each kind: its table, what is searched in a row `r` of it, and the same in the data of an item, as the table's columns come from it. */
const SEARCHED: Record<string, { table: string; columns: string[]; fields: string[] }> = {
  'bts-stations': {
    table: 'bts_stations',
    columns: ['code', 'name', 'address', 'declared_commune'],
    fields: ['code', 'name', 'address', 'declaredCommune'],
  },
  'sharing-agreements': { table: 'sharing_agreements', columns: ['number', 'host'], fields: ['number', 'host'] },
  'cable-segments': { table: 'cable_segments', columns: ['code', 'name', 'street'], fields: ['code', 'name', 'street'] },
  'post-office-sites': { table: 'post_office_sites', columns: ['code', 'name', 'commune'], fields: ['code', 'name', 'commune'] },
};

const joined = (values: string[]): string => values.map((value) => `coalesce(${value}, '')`).join(` || ' ' || `);
const textOf = (alias: string, columns: string[]): string => joined(columns.map((column) => `${alias}.${column}`));

/** As migration 3 has them. */
const INDEXED: Record<string, string> = {
  bts_stations: `code || ' ' || name || ' ' || coalesce(address, '') || ' ' || coalesce(declared_commune, '')`,
  sharing_agreements: `number || ' ' || host`,
  cable_segments: `code || ' ' || name || ' ' || coalesce(street, '')`,
  post_office_sites: `code || ' ' || name || ' ' || commune`,
};

const EVENTS = { insert: 'new table as new_rows', update: 'old table as old_rows new table as new_rows', delete: 'old table as old_rows' };

/**
 * What of a record is searched stands in a table of its own, folded, so that it need not be folded for every row that is looked at. Its index was a third of
 * the time it takes to write a record. Of many new records the texts are put down by a second session, as places are, see migration 29, and go into the index
 * when all is written; until then they are found by reading them.
 */
export class RecordTexts1606867200040 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    // What another process is writing would else have neither been read here nor met a trigger.
    await run.query(`lock table ${Object.values(SEARCHED).map(({ table }) => table)} in share row exclusive mode`);
    await run.query(`
      create table record_texts (
        record_id bigint constraint record_texts_pkey primary key,
        kind text not null,
        folded text not null,
        indexed boolean not null default true
      )`);
    await run.query(`create index record_texts_unindexed_idx on record_texts (record_id) where not indexed`);
    for (const [kind, { table, columns }] of Object.entries(SEARCHED)) {
      await run.query(`insert into record_texts (record_id, kind, folded) select r.id, '${kind}', fold(${textOf('r', columns)}) from ${table} r`);
      // One for each kind: looking for a site, nobody should have to go through all stations of that name.
      await run.query(`create index record_texts_${table}_idx on record_texts using gin (folded gin_trgm_ops) where kind = '${kind}' and indexed`);
      await run.query(`drop index ${table}_search_idx`);
      await this.keep(run, kind, table, columns);
    }
    await run.query(`analyze record_texts`);
    await run.query(`
      create function texts_ahead(items bigint[], records bigint[]) returns void language sql as $$
        insert into record_texts (record_id, kind, indexed, folded)
        select p.record_id, s.kind, false, fold(case s.kind ${Object.entries(SEARCHED)
          .map(([kind, { fields }]) => `when '${kind}' then ${joined(fields.map((field) => `i.data ->> '${field}'`))}`)
          .join(' ')} end)
        from unnest(items, records) p(item_id, record_id) cross join lateral (select * from submission_items g where g.id = p.item_id limit 1) i
        join submissions s on s.id = i.submission_id $$`);
  }

  private async keep(run: QueryRunner, kind: string, table: string, columns: string[]): Promise<void> {
    await run.query(`
      create function ${table}_texts() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' then
          delete from record_texts t using old_rows o where t.record_id = o.id;
        elsif tg_op = 'UPDATE' then
          insert into record_texts (record_id, kind, folded) select n.id, '${kind}', fold(${textOf('n', columns)})
          from new_rows n join old_rows o on o.id = n.id
          where (${columns.map((column) => `n.${column}`).join(', ')}) is distinct from (${columns.map((column) => `o.${column}`).join(', ')})
          on conflict (record_id) do update set folded = excluded.folded;
        elsif current_setting('registry.texts_ahead', true) is distinct from 'on' then
          insert into record_texts (record_id, kind, folded) select n.id, '${kind}', fold(${textOf('n', columns)}) from new_rows n;
        end if;
        return null;
      end $$`);
    for (const [event, seen] of Object.entries(EVENTS))
      await run.query(
        `create trigger ${table}_texts_${event} after ${event} on ${table} referencing ${seen} for each statement execute function ${table}_texts()`,
      );
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`drop function texts_ahead(bigint[], bigint[])`);
    for (const { table } of Object.values(SEARCHED)) {
      for (const event of Object.keys(EVENTS)) await run.query(`drop trigger ${table}_texts_${event} on ${table}`);
      await run.query(`drop function ${table}_texts()`);
      await run.query(`create index ${table}_search_idx on ${table} using gin (fold(${INDEXED[table]}) gin_trgm_ops)`);
    }
    await run.query(`drop table record_texts`);
  }
}
