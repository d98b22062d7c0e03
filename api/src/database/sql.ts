import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import type { DataSource, EntityManager } from 'typeorm';
import { isLarge, queryLarge } from './large-query.js';

// `sql`: SQL with its parameters; parts that are SQL themselves are spliced in, everything else becomes a parameter.
export { empty, join, raw, sql, type Sql };

/** Runs a query on the pool, or on the one connection of a transaction. */
export type Runner = DataSource | EntityManager;

/** The rows of a query. */
export async function rows<Row>(on: Runner, query: Sql): Promise<Row[]> {
  const result: unknown = isLarge(query) ? await queryLarge(on, query) : await on.query(query.text, query.values);
  // TypeORM answers [rows, count] for update and delete.
  return (Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number' ? result[0] : result) as Row[];
}

/** The first row of a query, if there is one. */
export const row = async <Row>(on: Runner, query: Sql): Promise<Row | undefined> => (await rows<Row>(on, query))[0];
