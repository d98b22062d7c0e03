import type { DataSource } from 'typeorm';
import { SYSTEMS } from '../geo/systems.js';
import { join, rows, sql } from './sql.js';

/**
 * Opens the pool's sessions before anybody waits for them; a single search uses nearly all. Each loads PostGIS and prepares the transformations
 * in use here, the first of which takes 50 ms and more in a session.
 */
export async function warm(dataSource: DataSource): Promise<void> {
  const { poolSize } = dataSource.options as { poolSize: number };
  const runners = Array.from({ length: poolSize }, () => dataSource.createQueryRunner());
  const middle = ([least, greatest]: readonly [number, number]): number => (least + greatest) / 2;
  const places = SYSTEMS.map(({ srid, x, y }) => sql`st_transform(st_setsrid(st_makepoint(${middle(x)}::float8, ${middle(y)}::float8), ${srid}::int), 4326)`);
  // One that cannot be opened now tells so to whoever needs it.
  await Promise.allSettled(
    runners.map(async (runner) => {
      try {
        await runner.connect();
        await rows(runner.manager, sql`select ${join(places, ', ')}`);
      } finally {
        await runner.release();
      }
    }),
  );
}
