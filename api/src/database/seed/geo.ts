import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadUnits } from '../../units/load-units.js';
import { say } from '../../start-problem.js';
import { row, rows, sql, type Runner } from '../sql.js';

/** A file of `geo-data/`. */
export const geoData = (name: string): string => fileURLToPath(new URL(`../../../../geo-data/${name}`, import.meta.url));

export const readJson = async <T>(name: string): Promise<T> => JSON.parse(await readFile(geoData(name), 'utf8')) as T;

/** Successors before those they follow, parents before children. */
const BOUNDARIES = ['provinces', 'communes-2025', 'districts-2020', 'communes-2020'];

/** @returns whether there was something to load */
export async function seedBoundaries(on: Runner): Promise<boolean> {
  if (await row(on, sql`select 1 from administrative_units limit 1`)) return false;
  say('Đang nạp ranh giới hành chính…', 'Loading boundaries…');
  for (const name of BOUNDARIES) await loadUnits(on, geoData(`boundaries/${name}.geojson`));
  return true;
}

export async function seedZones(on: Runner): Promise<void> {
  if (await row(on, sql`select 1 from zones limit 1`)) return;
  const zones = await readFile(geoData('zones/zones.geojson'), 'utf8');
  await rows(
    on,
    sql`insert into zones (code, name, zone_kind, approximate, sample, source, geom)
      select p ->> 'code', p ->> 'name', p ->> 'zoneKind', (p ->> 'approximate')::boolean, (p ->> 'sample')::boolean, p ->> 'source',
        st_multi(st_geomfromgeojson(f -> 'geometry'))
      from jsonb_array_elements(${zones}::jsonb -> 'features') f, lateral (select f -> 'properties' as p) q`,
  );
}

export interface Notice {
  source: { vi: string; en: string };
  date: string;
  indicators: { unitCode: string; unitLevel: string; indicator: string; value: number; text?: { vi: string; en: string } }[];
  postOfficeSites: Record<string, unknown>[];
}

interface Indicators {
  source: { vi: string; en: string };
  date: string;
  sample: boolean;
  indicators: Notice['indicators'];
}

/** Facts of the notice; sample figures only where the notice has none, each row with its source. */
export async function seedIndicators(on: Runner, sample: boolean): Promise<void> {
  const notice = await readJson<Notice>('facts/notice-2020.json');
  await insertIndicators(on, { ...notice, sample: false });
  if (sample) await insertIndicators(on, await readJson<Indicators>('sample/indicators.json'));
}

const insertIndicators = (on: Runner, { source, date, sample, indicators }: Indicators): Promise<unknown> =>
  rows(
    on,
    sql`insert into unit_indicators (unit_id, indicator, value, value_text, as_of, source, sample)
      select u.id, i.indicator, i.value, i.text, ${date}::date, ${JSON.stringify(source)}::jsonb, ${sample}
      from jsonb_to_recordset(${JSON.stringify(indicators)}::jsonb) as i("unitCode" text, "unitLevel" text, indicator text, value float8, text jsonb)
      join administrative_units u on u.code = i."unitCode" and u.level = i."unitLevel" and u.valid_from <= ${date}::date and (u.valid_to is null or u.valid_to >= ${date}::date)
      on conflict on constraint unit_indicators_once_a_day do nothing`,
  );
