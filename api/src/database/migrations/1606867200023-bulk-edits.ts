import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stood in the items of a package before one value was written to many of them: of the last such edit only, so that it can be taken back. */
export class BulkEdits1606867200023 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table bulk_edits (
        submission_id bigint not null constraint bulk_edits_pkey primary key constraint bulk_edits_submission_exists references submissions (id) on delete cascade,
        made_by integer not null constraint bulk_edits_user_exists references users (id),
        made_at timestamptz not null default now(),
        words text not null,
        touched text[] not null,
        items integer not null
      )`);
    // No key to the items: it would be looked at for every row of a package that goes.
    await run.query(`
      create table bulk_edit_rows (
        submission_id bigint not null constraint bulk_edit_rows_edit_exists references bulk_edits (submission_id) on delete cascade,
        item_id bigint not null,
        item_revision integer not null,
        data jsonb not null,
        code text,
        owner text,
        geom geometry(Geometry, 4326),
        x double precision,
        y double precision,
        srid integer,
        read_problems jsonb not null,
        edits jsonb,
        constraint bulk_edit_rows_pkey primary key (submission_id, item_id)
      )`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`drop table bulk_edit_rows, bulk_edits`);
  }
}
