import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Packages tell how many of their approved items the authority mended; those decided before are counted once. */
export class MendedCounts1606867200021 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      update submissions s set counts = s.counts || jsonb_build_object('fixed',
        (select count(*) from submission_items i where i.submission_id = s.id and i.verdict = 'approved_with_fixes'))
      where s.counts <> '{}'`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`update submissions set counts = counts - 'fixed'`);
  }
}
