import { raw, row, rows, sql, type Runner, type Sql } from '../database/sql.js';
import { Problem } from '../http/problem.js';
import type { Text } from '../registry/field.js';
import { fold } from '../registry/fold.js';
import { codeOfSrid, SYSTEMS, type CoordinateSystem, type Range, type SystemCode } from './systems.js';

interface Definition {
  srid: number;
  name: string;
  degrees: boolean;
  /** Of a transverse Mercator zone. */
  meridian: number | null;
}

/** Systems on a plane or in degrees; heights, geocentric and compound ones cannot place a pair of numbers. */
const USABLE = sql`s.auth_name = 'EPSG' and (s.srtext like 'PROJCS[%' or (s.srtext like 'GEOGCS[%' and s.srtext like '%UNIT["degree"%'))`;
const DEFINITION: Sql = raw(`s.srid, substring(s.srtext from '"([^"]+)"') as name, s.srtext like 'GEOGCS[%' as degrees,
  case when s.srtext like '%Transverse_Mercator%' then substring(s.srtext from '"central_meridian",([-0-9.]+)')::float8 end as meridian`);

/** Where ordinates of a place in or near the region can lie in a system that is not one of the region's own. */
const AROUND = sql`try_transform(st_segmentize(st_makeenvelope(103.5, 20, 107.5, 23, 4326), 0.5), s.srid)`;
const ANYWHERE: Range = [-1e9, 1e9];

/** Definitions do not change while the program runs. */
const loaded = new Map<SystemCode, CoordinateSystem>();

/** A system by its EPSG code. @throws Problem 422 for a code the database does not know. */
export async function loadSystem(on: Runner, code: SystemCode): Promise<CoordinateSystem> {
  const known = SYSTEMS.find((system) => system.code === code) ?? loaded.get(code);
  if (known) return known;
  const found = await row<Definition & { x: Range | null; y: Range | null }>(
    on,
    sql`select ${DEFINITION}, case when b is not null then array[st_xmin(b), st_xmax(b)] end as x, case when b is not null then array[st_ymin(b), st_ymax(b)] end as y
      from spatial_ref_sys s, lateral (select ${AROUND} as b) around where s.srid = ${Number(code.slice('EPSG:'.length))} and ${USABLE}`,
  );
  if (!found) throw unknownSystem(code);
  const system: CoordinateSystem = {
    code,
    srid: found.srid,
    unit: found.degrees ? 'degrees' : 'metres',
    label: labelOf(found),
    x: found.x ?? ANYWHERE,
    y: found.y ?? ANYWHERE,
  };
  loaded.set(code, system);
  return system;
}

export interface SystemName {
  code: SystemCode;
  label: Text;
}

const MOST = 30;

/** Systems whose code starts with `words` or whose name has all of them, those in use here first. */
export async function searchSystems(on: Runner, words: string): Promise<SystemName[]> {
  const wanted = fold(words).split(' ').filter(Boolean);
  const asked = SYSTEMS.filter((system) => isMeant(system, wanted));
  if (!wanted.length) return asked.map(named);
  const found = (await allSystems(on)).filter((system) => isMeant(system, wanted) && !SYSTEMS.some(({ code }) => code === system.code));
  return [...asked.map(named), ...found].slice(0, MOST);
}

const named = ({ code, label }: CoordinateSystem): SystemName => ({ code, label });

function isMeant({ code, label }: SystemName, wanted: string[]): boolean {
  const text = `${fold(code)} ${fold(label.vi)} ${fold(label.en)}`;
  const squeezed = text.replace(/ /g, '');
  return wanted.every((word) => (/^\d+$/.test(word) ? ` ${text}`.includes(` ${word}`) : squeezed.includes(word)));
}

let all: Promise<SystemName[]> | undefined;

/** Vietnam's own in front. Some thousand names, read once. */
function allSystems(on: Runner): Promise<SystemName[]> {
  all ??= rows<Definition>(on, sql`select ${DEFINITION} from spatial_ref_sys s where ${USABLE} order by s.srtext not like '%"VN-2000%', s.srid`).then((found) =>
    found.map((definition) => ({ code: codeOfSrid(definition.srid), label: labelOf(definition) })),
  );
  all.catch(() => (all = undefined));
  return all;
}

function labelOf({ name, meridian }: Definition): Text {
  if (meridian === null || !name.startsWith('VN-2000')) return { vi: name, en: name };
  const degrees = Math.floor(meridian);
  const at = `${degrees}°${String(Math.round((meridian - degrees) * 60)).padStart(2, '0')}′`;
  return { vi: `${name}, kinh tuyến trục ${at}`, en: `${name}, central meridian ${at}` };
}

function unknownSystem(code: string): Problem {
  const message: Text = {
    vi: `Không có hệ tọa độ ${code}. Chọn một hệ trong danh sách, ví dụ EPSG:5897 (VN-2000, kinh tuyến trục 105°00′) hoặc EPSG:4326 (WGS 84).`,
    en: `There is no coordinate system ${code}. Choose one from the list, such as EPSG:5897 (VN-2000, central meridian 105°00′) or EPSG:4326 (WGS 84).`,
  };
  return new Problem(422, 'unknown-system', message, [{ path: 'crs', rule: 'unknown', message }]);
}
