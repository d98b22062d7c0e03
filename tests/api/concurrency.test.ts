import { DATABASE, startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { draft, people, station } from '../support/submitting.js';

let registry: Registry;
beforeAll(async () => void (registry = await startRegistry()));

const LARGE = 'x'.repeat(1_000_000);

/** Several connections at once, each asking one thing after the other. @returns all that came otherwise than it should */
async function asking(times: number, ask: (sql: Sql, connection: number, time: number) => Promise<string | null>): Promise<string[]> {
  const connections = await Promise.all(Array.from({ length: 6 }, () => openSql(registry)));
  const wrong: string[] = [];
  await Promise.all(
    connections.map(async (sql, n) => {
      for (let i = 0; i < times; i++) wrong.push(...[await ask(sql, n, i)].filter((text) => text !== null));
    }),
  );
  for (const connection of connections) await connection.close();
  return wrong;
}

// Over a socket a large request comes in pieces; the embedded database once let others in between them.
it('requests of several connections at once keep their statements and values apart', async () => {
  const wrong = await asking(40, async (sql, n, i) => {
    const [row] = await sql.rows(n % 2 ? `select $1::text || $2::text as text` : `select $1::text || length($2::text) as text`, [
      `${n}.${i}:`,
      n % 2 ? 'a' : LARGE,
    ]);
    return row.text === `${n}.${i}:${n % 2 ? 'a' : LARGE.length}` ? null : row.text;
  });
  expect(wrong).toEqual([]);
});

// The embedded database once was ready for the next request twice after an error, so that every later answer was taken for another's.
it('an error is the answer to one request, and the next one gets its own', async () => {
  const wrong = await asking(60, async (sql, n, i) => {
    const text = `${n}.${i}`;
    const refused = await sql.rows(`select length($1::text) / $2::int as text`, [i % 2 ? LARGE : 'a', 0]).then(
      ([row]) => `${text} was answered with ${JSON.stringify(row)}`,
      (error: Error) => (error.message === 'division by zero' ? null : `${text} was refused with ${error.message}`),
    );
    const [row] = await sql.rows(`select $1::text as text`, [text]);
    return refused ?? (row?.text === text ? null : `${text} got ${JSON.stringify(row)}`);
  });
  expect(wrong).toEqual([]);
});

// The embedded database has one for all. A reading holds two of its own where there are enough of them; holding both of these it would wait for itself.
if (DATABASE === 'postgis')
  it('a file of several batches is read by a server that may open two connections only', async () => {
    const few = await startRegistry({ env: { DATABASE_URL: `${registry.databaseUrl}?connections=2` } });
    const [viettel] = await people(few.url, 'viettel');
    const id = await draft(
      viettel!,
      'bts-stations',
      Array.from({ length: 9000 }, () => station()),
    );
    expect((await viettel!.get(`submissions/${id}`)).body).toMatchObject({ state: 'draft', work: null, counts: { new: 9000 } });
  });
