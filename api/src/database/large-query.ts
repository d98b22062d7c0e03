import { Query, type BindConfig, type Connection, type PoolClient, type QueryResult } from 'pg';
import { DataSource, QueryFailedError } from 'typeorm';
import type { Runner, Sql } from './sql.js';

/** A text as UTF-8, in bytes that stay as they are until the query is answered. Sent from where it lies, see `queryLarge`. */
export class Utf8 {
  constructor(readonly bytes: Buffer) {}
}

export const isLarge = (query: Sql): boolean => query.values.some((value) => value instanceof Utf8);

/**
 * Runs a query with megabytes of text in it. The driver would put the whole message together and copy it each time it has to grow: in memory fresh from the
 * system that takes as long as reading the file the text came from.
 * @throws QueryFailedError as TypeORM does
 */
export async function queryLarge(on: Runner, query: Sql): Promise<unknown[]> {
  const held = on instanceof DataSource ? undefined : on.queryRunner;
  const runner = held ?? (on instanceof DataSource ? on : on.dataSource).createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    const { rows } = await new Promise<QueryResult>((resolve, reject) =>
      client.query(lending(query, (error, result) => (error ? reject(error) : resolve(result)))),
    );
    return rows as unknown[];
  } catch (error) {
    // Not with its megabytes: errors are kept and written down.
    throw new QueryFailedError(query.text, [], error as Error);
  } finally {
    if (!held) await runner.release();
  }
}

function lending({ text, values }: Sql, done: (error: Error | undefined, result: QueryResult) => void): Query {
  const query = new Query({ text, values }, undefined, done as never);
  const { submit } = query;
  // All but the one message is the driver's own.
  query.submit = (connection) =>
    submit.call(query, Object.create(connection, { bind: { value: (config: BindConfig) => bind(connection, config) } }) as Connection);
  return query;
}

const BIND = 'B'.charCodeAt(0);
const IN_TEXT = 0;
const IN_BINARY = 1;
const ABSENT = -1;

/** The message Bind of PostgreSQL's protocol, written part by part. The driver holds the stream back meanwhile, so that all leaves at once. */
function bind({ stream }: Connection, { portal = '', statement = '', values = [], valueMapper }: BindConfig): void {
  const mapped = (value: unknown, index: number): unknown => (value instanceof Utf8 ? value.bytes : valueMapper?.(value, index));
  const given = values.map(mapped).map((value, index) => {
    if (value === null || value === undefined) return { format: IN_TEXT, bytes: null };
    if (typeof value === 'string') return { format: IN_TEXT, bytes: Buffer.from(value) };
    // Text in PostgreSQL's binary form is the same, but copied once more over there.
    return { format: (values[index] as unknown) instanceof Utf8 ? IN_TEXT : IN_BINARY, bytes: value as Buffer };
  });
  const head = [text(portal), text(statement), int16(given.length), ...given.map(({ format }) => int16(format)), int16(given.length)];
  const body = given.flatMap(({ bytes }) => (bytes ? [int32(bytes.length), bytes] : [int32(ABSENT)]));
  const parts = [...head, ...body, int16(1), int16(IN_TEXT)];
  // The length counts itself.
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  for (const part of [Buffer.from([BIND]), int32(length), ...parts]) stream.write(part);
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`);

function int16(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}
