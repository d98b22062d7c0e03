import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rows of a package on their way through its checks are kept in memory: with PostgreSQL's own 4 MB each of them would go to the disk and back.
 * As with `jit`, whoever does not own the database leaves it as it is; more than this, set by an administrator, stays.
 */
export class WorkMem1606867200025 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      do $$ begin
        if pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('32MB') then
          execute format('alter database %I set work_mem = ''32MB''', current_database());
        end if;
      exception when insufficient_privilege then null; end $$`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      do $$ begin
        if pg_size_bytes(current_setting('work_mem')) = pg_size_bytes('32MB') then
          execute format('alter database %I reset work_mem', current_database());
        end if;
      exception when insufficient_privilege then null; end $$`);
  }
}
