import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { row, rows, sql, type Sql } from '../database/sql.js';
import type { Order } from '../geo/coordinates.js';
import { loadSystem } from '../geo/load-system.js';
import type { CoordinateSystem, SystemCode } from '../geo/systems.js';
import type { Kind, Text } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { readAs, sentenceFor } from './coordinate-sentence.js';
import { cellsOf, splitCells } from './cells.js';
import { rawPairs } from './raw-pairs.js';
import type { Submission } from './submission.js';
import { SubmissionsService } from './submissions.service.js';
import { declaredFields, possibleReadings, tryReadings, type Sample, type TriedReading } from './try-readings.js';

export interface CoordinateFindings {
  system: { code: SystemCode; label: Text; order: Order; guessed: boolean; assumed: boolean; reason: Text } | null;
  total: number;
  inside: number;
  outside: number;
  missing: number;
  alternatives: { code: SystemCode; order: Order; label: Text; inside: number; units: TriedReading['units'] }[];
  sentence: Text | null;
}

/** [item, longitude, latitude, inside, severity] */
export type PackagePoint = [number, number, number, 0 | 1, number];

/** Units are filled in when a row is written; a place that has none is looked up again, so that older rows are judged too. */
const INSIDE = sql`(i.units <> '{}' or exists (select 1 from smallest_units u where st_intersects(u.geom, i.geom)))`;
/** Proposals to remove carry no place of their own. */
const ROWS = (id: number): Sql => sql`i.submission_id = ${id} and i.change <> 'removed'`;
/** A row without a place that ought to have one: new, or with something unreadable in its cells. */
const MISSING = sql`(i.change = 'new' or exists (select 1 from jsonb_array_elements(i.read_problems) p where p ->> 'rule' = 'GEO-01'))`;

const SAMPLE_OUTSIDE = 5000;
const SAMPLE_INSIDE = 500;
const DEFAULT_POINTS = 2000;

/** Where the rows of a package come to lie, and where they would lie if their numbers were read in another way. */
@Injectable()
export class CoordinatesService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
  ) {}

  async findings(viewer: Viewer, id: number): Promise<CoordinateFindings> {
    const submission = await this.submissions.find(viewer, id);
    const kind = kindNamed(submission.kind);
    const counts = (await row<{ total: number; inside: number; outside: number; missing: number }>(this.database, countPlaces(id)))!;
    const system = submission.crs && (await loadSystem(this.database, submission.crs.code));
    const shown = system && submission.crs ? { ...submission.crs, code: system.code, label: system.label } : null;
    const findings = { system: shown && shownSystem(shown), ...counts, alternatives: [], sentence: null };
    if (!system || kind.geometry.includes('GeometryCollection')) return { ...findings, system: null, missing: 0 };
    return { ...findings, ...(await this.alternatives(submission, kind, system, counts)) };
  }

  /** Other ways to read the numbers of the rows that lie outside or nowhere, and what to tell the sender of them. */
  private async alternatives(
    submission: Submission,
    kind: Kind,
    system: CoordinateSystem,
    counts: { inside: number; outside: number; missing: number },
  ): Promise<Pick<CoordinateFindings, 'alternatives' | 'sentence'>> {
    const { order } = submission.crs!;
    const unread = counts.missing ? rawPairs(submission, await this.rowsWithoutPlace(submission.id)) : [];
    const points = samplePoints(submission.id, kind, system, order, unread);
    const sample = (await row<Sample>(
      this.database,
      sql`select count(*)::int as points, (count(*) filter (where outside))::int as outside, (count(*) filter (where district <> '') + count(*) filter (where commune <> ''))::int as declared from (${points}) p`,
    ))!;
    if (!sample.outside && !sample.declared) return { alternatives: [], sentence: null };
    const tried = await tryReadings(this.database, points, possibleReadings([system]));
    const isNow = (one: TriedReading): boolean => one.system.code === system.code && one.order === order;
    const now = tried.find(isNow)!;
    const lost = counts.outside + unread.length;
    // A reading goes for the whole file: one that brings a swapped row in and throws the others out is no help.
    const others = tried
      .filter((one) => !isNow(one) && insideWhenRead(one, now, sample, { inside: counts.inside, outside: lost }) >= counts.inside)
      .filter((one) => isCredible(one, now, sample, lost / (lost + counts.inside)))
      .sort((a, b) => b.inside - a.inside || b.agreeing - a.agreeing);
    return {
      alternatives: others
        .filter(({ inside, agreeing }) => inside > 0 || agreeing > now.agreeing)
        .map((one) => ({ code: one.system.code, order: one.order, label: readAs(one, order), inside: one.inside, units: one.units })),
      sentence: sentenceFor({ now, others, sample, inside: counts.inside, outside: counts.outside, unread: unread.length }),
    };
  }

  private async rowsWithoutPlace(id: number): Promise<{ id: number; cells: string[] }[]> {
    const found = await rows<{ id: number; cells: string }>(
      this.database,
      sql`select i.id, ${cellsOf('i')} as cells from submission_items i where ${ROWS(id)} and i.geom is null and i.x is null and ${MISSING} order by i.id limit ${SAMPLE_OUTSIDE}`,
    );
    return found.map((item) => ({ ...item, cells: splitCells(item.cells) }));
  }

  /** Points for a small map; when there are more than `limit`, those outside and an even choice of the others. */
  async points(viewer: Viewer, id: number, limit = DEFAULT_POINTS): Promise<{ total: number; items: PackagePoint[] }> {
    await this.submissions.find(viewer, id);
    const { total } = (await row<{ total: number }>(
      this.database,
      sql`select count(*)::int as total from submission_items i where ${ROWS(id)} and i.geom is not null and not st_isempty(i.geom)`,
    ))!;
    const found = await rows<{ id: number; lon: number; lat: number; inside: 0 | 1; severity: number }>(
      this.database,
      sql`select c.id, st_x(c.at) as lon, st_y(c.at) as lat, c.inside, c.severity
        from (select i.id, st_pointonsurface(i.geom) as at, ${INSIDE}::int as inside, i.severity from submission_items i
          where ${ROWS(id)} and i.geom is not null and not st_isempty(i.geom) order by 3, ${SCATTERED}, i.id limit ${limit}) c
        order by c.id`,
    );
    return { total, items: found.map((one) => [one.id, one.lon, one.lat, one.inside, one.severity]) };
  }
}

/** The same order every time, and unlike the file's, in which neighbours often follow each other. */
const SCATTERED = sql`(i.id * 2654435761) % 4294967296`;

const countPlaces = (id: number): Sql => sql`
  select count(*)::int as total, (count(*) filter (where inside))::int as inside, (count(*) filter (where not inside))::int as outside,
    (count(*) filter (where inside is null and missing))::int as missing
  from (select case when i.geom is not null and not st_isempty(i.geom) then ${INSIDE} end as inside, ${MISSING} as missing from submission_items i where ${ROWS(id)}) q`;

/** How many rows of the package would lie in the province, as far as the sample tells; of those inside and outside other shares are in it. */
function insideWhenRead(one: TriedReading, now: TriedReading, sample: Sample, all: { inside: number; outside: number }): number {
  const broughtIn = sample.outside ? one.inside / sample.outside : 0;
  const kept = now.allInside ? (one.allInside - one.inside) / now.allInside : 1;
  return broughtIn * all.outside + kept * all.inside;
}

/** From this share of the rows on, it is the reading that is wrong rather than the rows. */
const MANY = 0.2;

/** So much more of what is declared has to be where another reading has it, of all and at least. */
const BETTER = { share: 0.1, least: 2 };

/**
 * Whether a reading that loses nothing is to be offered. Names tell where they are declared: of what is declared it must not speak against more. Where
 * most rows lie well already, another system that moves all of them a little has to bring in most of the others, with many more names that speak for it.
 */
function isCredible(one: TriedReading, now: TriedReading, { declared, outside }: Sample, lost: number): boolean {
  if (declared && one.agreeing < now.agreeing) return false;
  if (lost >= MANY) return true;
  return one.inside * 2 >= outside && one.agreeing - now.agreeing >= Math.max(BETTER.least, declared * BETTER.share);
}

const shownSystem = ({
  code,
  label,
  order,
  guessed,
  assumed = false,
  reason,
}: NonNullable<Submission['crs']> & { label: Text }): CoordinateFindings['system'] => ({
  code,
  label,
  order,
  guessed,
  assumed,
  reason,
});

/**
 * The numbers of rows as they stand in the file: of those outside, of some inside, and of those
 * that could not be placed at all. Rows that came with a drawn geometry are turned back into numbers of their system.
 */
function samplePoints(id: number, kind: Kind, system: CoordinateSystem, order: Order, unread: { id: number; a: number; b: number }[]): Sql {
  const { district, commune } = declaredFields(kind);
  const declared = (field: string | null): Sql => (field ? sql`coalesce(i.data ->> ${field}::text, '')` : sql`''::text`);
  const turned = order === 'yx';
  return sql`
    select s.id, case when ${turned}::bool then n.y else n.x end as a, case when ${turned}::bool then n.x else n.y end as b, s.outside, s.district, s.commune
    from (select q.*, row_number() over (partition by q.outside order by q.scattered, q.id) as place
      from (select i.id, i.x, i.y, i.geom, not ${INSIDE} as outside, ${SCATTERED} as scattered, ${declared(district)} as district, ${declared(commune)} as commune
        from submission_items i where ${ROWS(id)} and i.geom is not null and not st_isempty(i.geom)) q
      ) s
    cross join lateral (select case when s.x is not null then st_makepoint(s.x, s.y) else try_transform(st_pointonsurface(s.geom), ${system.srid}) end as shape) p
    cross join lateral (select st_x(p.shape) as x, st_y(p.shape) as y) n
    where s.place <= case when s.outside then ${SAMPLE_OUTSIDE}::int else ${SAMPLE_INSIDE}::int end and n.x is not null
    union all
    select u.id, u.a, u.b, true, '', '' from unnest(${unread.map((one) => one.id)}::bigint[], ${unread.map((one) => one.a)}::float8[], ${unread.map((one) => one.b)}::float8[]) u(id, a, b)`;
}
