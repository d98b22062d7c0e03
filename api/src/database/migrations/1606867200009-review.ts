import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who mended an item in review, what a line of the log is about, and quick ways to what was returned and not read yet. */
export class Review1606867200009 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table submission_items add column fixed_by integer constraint submission_items_fixer_exists references users (id)`);
    await run.query(`alter table submission_events add column item_id bigint`);
    await run.query(`create index submission_items_unread_idx on submission_items (submission_id) where verdict = 'returned' and words_opened_at is null`);
    await run.query(`create index submission_items_returned_idx on submission_items (owner, code) where verdict = 'returned'`);
    await run.query(`create index submission_items_follows_idx on submission_items (follows_item) where follows_item is not null`);
    await run.query(`create index submission_items_following_idx on submission_items (submission_id) where follows_item is not null`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`drop index submission_items_unread_idx, submission_items_returned_idx, submission_items_follows_idx, submission_items_following_idx`);
    await run.query(`alter table submission_events drop column item_id`);
    await run.query(`alter table submission_items drop column fixed_by`);
  }
}
