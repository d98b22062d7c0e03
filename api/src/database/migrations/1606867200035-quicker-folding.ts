import type { MigrationInterface, QueryRunner } from 'typeorm';

const plain = (name: string, expression: string): string => `
  create or replace function ${name}(value text) returns text language sql immutable parallel safe strict
  as $$ select ${expression} $$`;
const compiled = (name: string, expression: string): string => `
  create or replace function ${name}(value text) returns text language plpgsql immutable parallel safe strict
  as $$ begin return ${expression}; end $$`;

const FOLD = `lower(public.unaccent('public.unaccent'::regdictionary, value))`;

/**
 * Text without diacritics and case, three times for each record that is written. As unaccent is not declared immutable these functions cannot be written out
 * in the place of their call, and a call of one in SQL starts a whole query: in PL/pgSQL it takes half as long.
 */
export class QuickerFolding1606867200035 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(compiled('fold', FOLD));
    await run.query(compiled('code_key', `translate(${FOLD}, ' -_./', '')`));
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(plain('fold', FOLD));
    await run.query(plain('code_key', `translate(public.fold(value), ' -_./', '')`));
  }
}
