import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Settings of rules are counted, so that nobody overwrites what somebody else has just set. */
export class RuleRevisions1606867200024 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table rule_settings add column revision integer not null default 1`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`alter table rule_settings drop column revision`);
  }
}
