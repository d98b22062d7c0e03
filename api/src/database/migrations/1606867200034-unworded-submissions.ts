import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Packages whose records are in the register and found there, but whose words the spelling does not know yet: a row goes with the words' coming. */
export class UnwordedSubmissions1606867200034 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table unworded_submissions (submission_id bigint constraint unworded_submissions_pkey primary key)`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`drop table unworded_submissions`);
  }
}
