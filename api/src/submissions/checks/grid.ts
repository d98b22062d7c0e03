import { raw, sql, type Sql } from '../../database/sql.js';

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

/**
 * Joins `to` in the cell of `from`, both with `x` and `y`, where it lies within `reach` degrees in both directions and more holds. That is asked last: most
 * of a cell lies out of reach, and left to itself the planner would ask the shorter question first.
 */
export const inReach = (from: string, to: string, reach: number, more: Sql): Sql =>
  sql`${raw(to)}.cell = ${raw(from)}.cell and case when abs(${raw(to)}.x - ${raw(from)}.x) < ${reach} and abs(${raw(to)}.y - ${raw(from)}.y) < ${reach} then ${more} else false end`;

/** Metres in a degree of longitude and of latitude, at a latitude given by SQL (the series for WGS 84). */
export const metresOfDegree = (y: string): { x: string; y: string } => ({
  x: `(111412.84 * cosd(${y}) - 93.5 * cosd(3 * ${y}) + 0.118 * cosd(5 * ${y}))`,
  y: `(111132.92 - 559.82 * cosd(2 * ${y}) + 1.175 * cosd(4 * ${y}))`,
});

/**
 * The square of the distance in metres, reckoned in the plane at the latitude of the first place; by products, for a power is reckoned by logarithms.
 * @param from alias of a place with `x`, `y` and its `metresOfDegree` as `mx`, `my`: reckoned once for each place, not for each pair
 * @param to alias of one with `x` and `y`
 */
export function squareMetres(from: string, to: string): Sql {
  const [x, y] = [`((${to}.x - ${from}.x) * ${from}.mx)`, `((${to}.y - ${from}.y) * ${from}.my)`];
  return raw(`(${x} * ${x} + ${y} * ${y})`);
}

/**
 * Whether two places lie within so many metres of each other, as `st_dwithin` of geographies has it. That is asked only where `squareMetres`, exact to
 * 1/10,000 over a kilometre, leaves it open.
 */
export const withinMetres = (square: string, metres: number, from: string, to: string): Sql =>
  raw(
    `(case when ${square} < ${(metres * 0.999) ** 2}::float8 then true when ${square} > ${(metres * 1.001) ** 2}::float8 then false else st_dwithin(${from}::geography, ${to}::geography, ${metres}) end)`,
  );

/**
 * How far two places are apart in whole metres, as `round(st_distance(…))` of geographies has it. Over a kilometre `squareMetres` is little more than a
 * centimetre off, so the ellipsoid is asked only where that could be the other metre.
 */
export const wholeMetres = (metres: string, from: string, to: string): Sql =>
  raw(`round(case when abs(${metres} - floor(${metres}) - 0.5) < 0.05 then st_distance(${from}::geography, ${to}::geography) else ${metres} end)`);
