import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A row that was left out of a package by hand can be taken back as it was. */
export class LeftOutItems1606867200028 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table left_out_items (
        item_id bigint constraint left_out_items_pkey primary key,
        submission_id bigint not null constraint left_out_items_submission_exists references submissions (id) on delete cascade,
        row_number integer not null,
        code text,
        item jsonb not null,
        left_out_at timestamptz not null default now()
      )`);
    await run.query(`create index left_out_items_submission_idx on left_out_items (submission_id, left_out_at)`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`drop table left_out_items`);
  }
}
