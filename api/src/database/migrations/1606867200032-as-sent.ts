import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the sender wrote in fields that were mended in review: name -> value, `geometry` among them. */
export class AsSent1606867200032 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const table of ['submission_items', 'returned_items']) await run.query(`alter table ${table} add column as_sent jsonb`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`update left_out_items set item = item - 'as_sent'`);
    for (const table of ['returned_items', 'submission_items']) await run.query(`alter table ${table} drop column as_sent`);
  }
}
