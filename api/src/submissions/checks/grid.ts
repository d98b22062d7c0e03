import { raw, type Sql } from '../../database/sql.js';

/*
 * Looking for neighbours among very many: places are put into square cells, and cells are joined by equality. A spatial index, asked once for each
 * of 100,000 places, takes several times as long.
 */

/** Fewer than in any degree of the province: so many metres' worth of degrees holds all that is within them. */
const METRES_PER_DEGREE = 100_000;

/** Degrees that hold so many metres in every direction. */
export const degreesOf = (metres: number): number => metres / METRES_PER_DEGREE;

/** One number for a cell, so that the join is one equality. */
const cellNumber = (column: string, row: string): string => `${column} * 10000000 + ${row}`;

/** The cell, `size` degrees wide, of a place given by SQL for its longitude and latitude. */
export const cellAt = (x: string, y: string, size: number): Sql => raw(`(${cellNumber(`floor(${x} / ${size}::float8)`, `floor(${y} / ${size}::float8)`)})`);

/**
 * A set-returning expression: the cells of a box of `reach` degrees to all sides of `x`, `y`. With cells at least twice as wide as `reach` the box has
 * a corner in each of them.
 */
export function cellsAround(x: string, y: string, reach: number, size: number): Sql {
  const at = (ordinate: string, by: number): string => `floor((${ordinate} ${by < 0 ? '-' : '+'} ${Math.abs(by)}::float8) / ${size}::float8)`;
  const [left, right, bottom, top] = [at(x, -reach), at(x, reach), at(y, -reach), at(y, reach)];
  const [a, b, c, d] = [cellNumber(left, bottom), cellNumber(right, bottom), cellNumber(left, top), cellNumber(right, top)];
  return raw(`unnest(case when ${left} = ${right} then case when ${bottom} = ${top} then array[${a}] else array[${a}, ${c}] end
    when ${bottom} = ${top} then array[${a}, ${b}] else array[${a}, ${b}, ${c}, ${d}] end)`);
}

/** Metres in a degree of longitude and of latitude, at a latitude given by SQL (the series for WGS 84). */
const degree = (y: string): { x: string; y: string } => ({
  x: `(111412.84 * cosd(${y}) - 93.5 * cosd(3 * ${y}))`,
  y: `(111132.92 - 559.82 * cosd(2 * ${y}))`,
});

/**
 * Whether two places lie within so many metres of each other, as `st_dwithin` of geographies has it. That is asked only where reckoning in the plane,
 * exact to 1/10,000 over a few kilometres, leaves it open.
 * @param from alias of a place with `x`, `y` and `geom`, and so `to`
 */
export function withinMetres(from: string, to: string, metres: number): Sql {
  const { x, y } = degree(`${from}.y`);
  const square = `((${to}.x - ${from}.x) * ${x}) ^ 2 + ((${to}.y - ${from}.y) * ${y}) ^ 2`;
  const exact = `st_dwithin(${to}.geom::geography, ${from}.geom::geography, ${metres})`;
  return raw(
    `(case when ${square} < ${(metres * 0.999) ** 2}::float8 then true when ${square} > ${(metres * 1.001) ** 2}::float8 then false else ${exact} end)`,
  );
}
