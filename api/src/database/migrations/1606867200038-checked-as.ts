import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the register, the rules and the day were when all of a package was last checked (`checkMark`): while they are the same it need not be checked again. */
export class CheckedAs1606867200038 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table submissions add column checked_as text`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`alter table submissions drop column checked_as`);
  }
}
