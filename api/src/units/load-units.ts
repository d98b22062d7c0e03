import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { row, rows, sql, type Runner } from '../database/sql.js';
import { partProblems } from '../http/validation.js';
import { StartProblem } from '../start-problem.js';
import { isoDate } from '../registry/record-query.js';
import { LEVELS } from './units.service.js';

const unit = z.object({
  properties: z.object({
    code: z.string().min(1),
    level: z.enum(LEVELS),
    name: z.string().min(1),
    shortName: z.string().min(1),
    kind: z.string().min(1),
    parentCode: z.string().nullish(),
    parentLevel: z.enum(LEVELS).nullish(),
    validFrom: isoDate,
    validTo: isoDate.nullish(),
    areaKm2: z.number().positive().nullish(),
    source: z.string().min(1),
    successors: z.array(z.string()).default([]),
  }),
  geometry: z.object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()).min(1) }),
});
const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(unit).min(1) });
type UnitFeature = z.infer<typeof unit>;

/**
 * Loads or replaces administrative units from a GeoJSON file (WGS 84; properties as in geo-data/boundaries).
 * The key is (level, code, validFrom): codes are used again over time. All or none; records are placed again by the database.
 * @returns how many units the file holds. @throws StartProblem saying what is wrong with the file
 */
export async function loadUnits(on: Runner, path: string): Promise<number> {
  const features = await readUnits(path);
  const parents = await parentIds(on, path, features);
  await refuseBrokenShapes(on, path, features);
  const p = features.map((feature) => feature.properties);
  await rows(
    on,
    sql`insert into administrative_units (code, level, name, short_name, kind, parent_id, valid_from, valid_to, area_km2, source, geom)
      select u.code, u.level, u.name, u.short_name, u.kind, u.parent_id, u.valid_from, u.valid_to, u.area, u.source, st_multi(st_geomfromgeojson(u.shape))
      from unnest(${p.map((u) => u.code)}::text[], ${p.map((u) => u.level)}::text[], ${p.map((u) => u.name.normalize('NFC'))}::text[],
        ${p.map((u) => u.shortName.normalize('NFC'))}::text[], ${p.map((u) => u.kind)}::text[], ${parents}::int[], ${p.map((u) => u.validFrom)}::date[],
        ${p.map((u) => u.validTo ?? null)}::date[], ${p.map((u) => u.areaKm2 ?? null)}::float8[], ${p.map((u) => u.source)}::text[],
        ${features.map((feature) => JSON.stringify(feature.geometry))}::text[])
      as u(code, level, name, short_name, kind, parent_id, valid_from, valid_to, area, source, shape)
      on conflict (level, code, valid_from) do update set name = excluded.name, short_name = excluded.short_name, kind = excluded.kind,
        parent_id = excluded.parent_id, valid_to = excluded.valid_to, area_km2 = excluded.area_km2, source = excluded.source, geom = excluded.geom`,
  );
  await linkSuccessors(on, features);
  return features.length;
}

async function readUnits(path: string): Promise<UnitFeature[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new StartProblem(`Không đọc được tệp ranh giới "${path}" (${error.code}).`, `The boundary file "${path}" cannot be read (${error.code}).`);
  });
  const read = collection.safeParse(parse(path, text));
  if (read.success) return read.data.features;
  const { path: at, message } = partProblems(read.error.issues)[0]!;
  throw wrong(path, `tại ${at || 'gốc tệp'}: ${message.vi}`, `at ${at || 'the root'}: ${message.en}`);
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(path, `không phải JSON (${(error as Error).message})`, `not JSON (${(error as Error).message})`);
  }
}

const wrong = (path: string, vi: string, en: string): StartProblem =>
  new StartProblem(
    `Tệp ranh giới "${path}" không dùng được, ${vi}. Chưa có gì thay đổi.`,
    `The boundary file "${path}" cannot be used, ${en}. Nothing was changed.`,
  );

/** The parent in force on the first day of each unit. */
async function parentIds(on: Runner, path: string, features: UnitFeature[]): Promise<(number | null)[]> {
  const units = features.map((feature) => feature.properties);
  const found = await rows<{ parent: number | null }>(
    on,
    sql`select (select id from administrative_units a where a.level = u.level and a.code = u.code and a.valid_from <= u.day
          and (a.valid_to is null or a.valid_to >= u.day) order by a.valid_from desc limit 1) as parent
      from unnest(${units.map((u) => u.parentLevel ?? null)}::text[], ${units.map((u) => u.parentCode ?? null)}::text[], ${units.map((u) => u.validFrom)}::date[])
        with ordinality as u(level, code, day, ordinal) order by u.ordinal`,
  );
  const orphan = units.find((u, index) => u.parentCode && found[index]!.parent === null);
  if (orphan)
    throw wrong(
      path,
      `${orphan.name} thuộc ${orphan.parentCode} mà đơn vị đó chưa được nạp`,
      `${orphan.name} belongs to ${orphan.parentCode}, which is not loaded`,
    );
  return found.map((row) => row.parent);
}

async function refuseBrokenShapes(on: Runner, path: string, features: UnitFeature[]): Promise<void> {
  const broken = await row<{ name: string; why: string }>(
    on,
    sql`select u.name, st_isvalidreason(st_geomfromgeojson(u.shape)) as why
      from unnest(${features.map((f) => f.properties.name)}::text[], ${features.map((f) => JSON.stringify(f.geometry))}::text[]) u(name, shape)
      where not st_isvalid(st_geomfromgeojson(u.shape)) limit 1`,
  );
  if (broken) throw wrong(path, `ranh giới ${broken.name} không hợp lệ (${broken.why})`, `the boundary of ${broken.name} is not valid (${broken.why})`);
}

/** Which units took over: those of the named codes that came into force when this one ended. */
const linkSuccessors = (on: Runner, features: UnitFeature[]): Promise<unknown> => {
  const pairs = features.flatMap(({ properties: u }) => u.successors.map((successor) => ({ ...u, successor })));
  return rows(
    on,
    sql`insert into unit_successors (unit_id, successor_id)
      select o.id, n.id from unnest(${pairs.map((u) => u.level)}::text[], ${pairs.map((u) => u.code)}::text[], ${pairs.map((u) => u.validFrom)}::date[],
        ${pairs.map((u) => u.successor)}::text[]) p(level, code, valid_from, successor)
      join administrative_units o on o.level = p.level and o.code = p.code and o.valid_from = p.valid_from
      join administrative_units n on n.code = p.successor and n.valid_from > o.valid_to and n.level = 'commune'
      on conflict do nothing`,
  );
};
