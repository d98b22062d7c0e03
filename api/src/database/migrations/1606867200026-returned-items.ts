import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * While the file of a returned package is read again its items are taken away and made anew. What the inspector said to each, under which number, and
 * what it was, waits here meanwhile; see `returned-items.sql.ts`.
 */
export class ReturnedItems1606867200026 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table returned_items (
        item_id bigint constraint returned_items_pkey primary key,
        submission_id bigint not null constraint returned_items_submission_exists references submissions (id) on delete cascade,
        row_number integer,
        owner text,
        code text,
        data jsonb not null,
        geom geometry(Geometry, 4326),
        returned_state jsonb,
        verdict text,
        reason text,
        comment text,
        decided_by integer,
        decided_at timestamptz,
        fixed_by integer,
        words_opened_at timestamptz,
        follows_item bigint,
        missed boolean not null default false
      )`);
    await run.query(`create index returned_items_submission_idx on returned_items (submission_id)`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`drop table returned_items`);
  }
}
