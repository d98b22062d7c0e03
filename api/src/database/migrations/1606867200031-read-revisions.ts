import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An item that is read anew and keeps its number goes on counting its revisions: who saw it as it was before must not be taken for one who sees it now. */
export class ReadRevisions1606867200031 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table submission_items add column read_revision integer not null default 1`);
    await run.query(`alter table returned_items add column revision integer not null default 1`);
    await run.query(`update left_out_items set item = item || '{"read_revision": 1}'`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`update left_out_items set item = item - 'read_revision'`);
    await run.query(`alter table returned_items drop column revision`);
    await run.query(`alter table submission_items drop column read_revision`);
  }
}
