import type { MigrationInterface, QueryRunner } from 'typeorm';

const forget = (more: string): string => `
      create or replace function forget_items() returns trigger language plpgsql as $$
      begin
        delete from submission_items i using old_rows o where i.submission_id = o.id;${more}
        return null;
      end $$`;

/** The cells of a file's rows, many rows in one: with each item they were a quarter of what was written. Items that have theirs keep them. */
export class FileRows1606867200039 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table file_rows (submission_id bigint not null, part integer not null, rows integer[] not null, cells text not null)`);
    // Packing them costs more time than writing them.
    await run.query(`alter table file_rows alter column cells set storage external`);
    await run.query(`create index file_rows_part_idx on file_rows (submission_id, part)`);
    await run.query(
      forget(`
        delete from file_rows f using old_rows o where f.submission_id = o.id;`),
    );
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      update submission_items i set cells = r.cells
      from (select f.submission_id, r.* from file_rows f, rows from (unnest(f.rows), string_to_table(f.cells, E'\\x1e')) r(row, cells)) r
      where i.submission_id = r.submission_id and i.row_number = r.row and i.cells = ''`);
    await run.query(forget(''));
    await run.query(`drop table file_rows`);
  }
}
