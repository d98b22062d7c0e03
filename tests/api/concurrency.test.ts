import { startRegistry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';

// Over a socket a large request comes in pieces; the embedded database once let others in between them.
it('requests of several connections at once keep their statements and values apart', async () => {
  const registry = await startRegistry();
  const large = 'x'.repeat(1_000_000);
  const ask = async (sql: Sql, n: number): Promise<string[]> => {
    const wrong: string[] = [];
    for (let i = 0; i < 40; i++) {
      const [row] = await sql.rows(n % 2 ? `select $1::text || $2::text as text` : `select $1::text || length($2::text) as text`, [
        `${n}.${i}:`,
        n % 2 ? 'a' : large,
      ]);
      if (row.text !== `${n}.${i}:${n % 2 ? 'a' : large.length}`) wrong.push(row.text);
    }
    return wrong;
  };
  const connections = await Promise.all(Array.from({ length: 6 }, () => openSql(registry)));
  expect((await Promise.all(connections.map(ask))).flat()).toEqual([]);
  for (const connection of connections) await connection.close();
  await registry.stop();
});
