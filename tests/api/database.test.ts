// What triggers, functions and names in the database promise, asked of the database itself.
import { visitor } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { draft, people, station } from '../support/submitting.js';

let registry: Registry;
let sql: Sql;

beforeAll(async () => {
  registry = await startRegistry();
  sql = await openSql(registry);
});
afterAll(() => sql?.close());

const STATION = `insert into bts_stations (code, name, owner, structure, height_m, technologies, status, geom)
  select gen_random_uuid(), 'Trạm', 'viettel', 'bulky', 30, '{4G}', 'operating', shape`;
const SEGMENT = `insert into cable_segments (code, name, lead_organization, method, plan_decision, planned_year, status, geom)
  select gen_random_uuid(), 'Tuyến', 'vnpt', 'tidy', 'QĐ', 2020, 'planned', shape`;

const at = (lon: number, lat: number): string => `st_setsrid(st_makepoint(${lon}, ${lat}), 4326)`;
/** Adds the records for all shapes of a query in the name of a user. @returns their ids */
const add = async (insert: string, shapes: string, by = 'inspector'): Promise<number[]> =>
  (await sql.as(by, `${insert} from (${shapes}) shapes(shape) returning id`)).map((row) => row.id);
const addStation = async (lon: number, lat: number, by?: string): Promise<number> => (await add(STATION, `select ${at(lon, lat)}`, by))[0]!;

describe('history', () => {
  const versions = async (id: number, columns: string): Promise<string[]> =>
    (
      await sql.rows(
        `select concat_ws(' ', ${columns}) as line from (select v.*, u.username, lead(v.valid_from) over (order by v.revision) as next
          from record_versions v left join users u on u.id = v.recorded_by where v.record_id = $1) v order by v.revision`,
        [id],
      )
    ).map((row) => row.line);

  it('keeps what every version held and who recorded it, also after the record is gone', async () => {
    const id = await addStation(105.6, 21.3, 'inspector');
    await sql.as('admin', `update bts_stations set height_m = 42, geom = ${at(105.61, 21.31)} where id = $1`, [id]);
    await sql.as('planner', `delete from bts_stations where id = $1`, [id]);
    expect(await versions(id, `v.kind, v.revision, v.action, v.data ->> 'height_m', st_astext(v.geom), v.username`)).toEqual([
      'bts-stations 1 create 30 POINT(105.6 21.3) inspector',
      'bts-stations 2 update 42 POINT(105.61 21.31) admin',
      'bts-stations 3 delete 42 POINT(105.61 21.31) planner',
    ]);
  });

  it('writes a record once, and keeps apart only what it was before', async () => {
    const past = (id: number) => sql.value(`select count(*)::int from past_versions where record_id = $1`, [id]);
    const id = await addStation(105.6, 21.3);
    expect(await past(id)).toBe(0);
    await sql.as('admin', `update bts_stations set height_m = 42 where id = $1`, [id]);
    expect(await past(id)).toBe(1);
  });

  it('has no gap in time: each version ends when the next begins', async () => {
    const id = await addStation(105.6, 21.3);
    for (const height of [31, 32]) await sql.as('admin', `update bts_stations set height_m = $2 where id = $1`, [id, height]);
    const times = `v.valid_from < coalesce(v.valid_to, 'infinity'), v.valid_to is not distinct from v.next, v.valid_to is null`;
    expect(await versions(id, times)).toEqual(['t t f', 't t f', 't t t']);
  });

  it('counts revisions itself, for each row of a change, whatever the change says', async () => {
    const ids = await add(STATION, `select ${at(105.6, 21.3)} from generate_series(1, 3)`);
    await sql.as('admin', `update bts_stations set name = 'Mới', revision = 99, created_at = 'epoch' where id = any($1)`, [ids]);
    const lines = [];
    for (const id of ids)
      lines.push(await versions(id, `v.revision, v.data ->> 'revision', v.data ->> 'name', (v.data ->> 'created_at')::timestamptz > '2020-01-01'`));
    expect(lines).toEqual(ids.map(() => ['1 1 Trạm t', '2 2 Mới t']));
  });

  it('tells the day that the register is to have learnt of a change', async () => {
    const [id] = await sql.undone(async () => {
      await sql.rows(`select set_config('registry.recorded_at', '2020-12-01T08:00:00+07:00', true)`);
      const [{ id }] = (await sql.rows(`${STATION} from (select ${at(105.6, 21.3)}) shapes(shape) returning id`)) as [{ id: number }];
      return versions(id, `v.valid_from at time zone 'Asia/Ho_Chi_Minh'`);
    });
    expect(id).toBe('2020-12-01 08:00:00');
  });
});

describe('references', () => {
  const unknown = (text: string): Promise<string> =>
    sql
      .undone(() => sql.rows(text))
      .then(
        () => 'done',
        (error: { code: string; constraint: string }) => `${error.code} ${error.constraint}`,
      );
  const stationOf = (owner: string, mastOwner: string): string =>
    `insert into bts_stations (code, name, owner, mast_owner, structure, height_m, technologies, status, geom)
      select 'R-' || n, 'Trạm', '${owner}', ${mastOwner}, 'bulky', 30, '{4G}', 'operating', ${at(105.6, 21.3)} from generate_series(1, 3) n`;

  it('takes no record of an organisation that is not known, added or changed', async () => {
    expect(await unknown(stationOf('nobody', 'null'))).toBe('23503 bts_stations_owner_exists');
    expect(await unknown(stationOf('viettel', `case n when 3 then 'nobody' else 'vnpt' end`))).toBe('23503 bts_stations_mast_owner_exists');
    expect(await unknown(stationOf('viettel', 'null'))).toBe('done');
    await addStation(105.6, 21.3);
    expect(await unknown(`update bts_stations set owner = 'nobody'`)).toBe('23503 bts_stations_owner_exists');
    expect(await unknown(`select set_config('registry.user_id', '2000000000', true); update bts_stations set note = 'x'`)).toBe(
      '23503 record_versions_user_exists',
    );
  });

  it('keeps an organisation and a user that records refer to', async () => {
    await add(SEGMENT, `select st_setsrid(st_makeline(st_makepoint(105.6, 21.3), st_makepoint(105.61, 21.3)), 4326)`);
    await sql.rows(`insert into organizations (code, name, short_name, sector) values ('idle', 'Idle', 'Idle', 'telecom')`);
    expect(await unknown(`delete from organizations where code = 'idle'`)).toBe('done');
    expect(await unknown(`update organizations set code = 'busy' where code = 'idle'`)).toBe('done');
    expect(await unknown(`update organizations set name = 'VNPT Vĩnh Phúc' where code = 'vnpt'`)).toBe('done');
    for (const change of [`update organizations set code = 'other' where code = 'vnpt'`, `delete from organizations where code = 'vnpt'`])
      expect(await unknown(change)).toMatch(/^23503 /);
    expect(await unknown(`delete from users where username = 'inspector'`)).toMatch(/^23503 /);
  });
});

describe('placement', () => {
  /** Units of one level and generation with the metres in them, of many records. */
  const placed = (ids: number[], level: string, year: number) =>
    sql.rows<{ id: number; units: number; metres: number | null; length: number }>(
      `select v.record_id as id, p.*, st_length(v.geom::geography) as length from record_versions v, lateral (
          select count(*)::int as units, sum(p.length_m) as metres from placements p join administrative_units u on u.id = p.unit_id
          where p.record_id = v.record_id and p.revision = v.revision and u.level = $2 and extract(year from u.valid_from) = $3) p
        where v.record_id = any($1)`,
      [ids, level, year],
    );

  const unitsOf = async (id: number, revision = 1): Promise<string[]> =>
    (
      await sql.rows(
        `select u.level || ' ' || extract(year from u.valid_from) || ' ' || u.short_name as unit from placements p join administrative_units u on u.id = p.unit_id
          where p.record_id = $1 and p.revision = $2 order by u.valid_from, u.level, u.code`,
        [id, revision],
      )
    ).map((row) => row.unit);

  it('puts a record into the units of 2020 and of 2025', async () => {
    const id = await addStation(105.6, 21.3);
    expect(await unitsOf(id)).toEqual([
      'commune 2020 Đống Đa',
      'district 2020 Vĩnh Yên',
      'province 2020 Vĩnh Phúc',
      'commune 2025 Vĩnh Phúc',
      'province 2025 Phú Thọ (Vĩnh Phúc cũ)',
    ]);
  });

  const borders = (level: string, year: number): string =>
    `select st_intersection(a.geom, b.geom) as shared from administrative_units a join administrative_units b on a.id < b.id and st_intersects(a.geom, b.geom)
      and b.level = a.level and b.valid_from = a.valid_from where a.level = '${level}' and extract(year from a.valid_from) = ${year}`;

  it.each([2020, 2025])('puts a point on a border of %i into exactly one unit of each level and generation', async (year) => {
    const ids = await add(STATION, `select p.geom from (${borders('commune', year)}) b, st_dumppoints(b.shared) p order by md5(st_astext(p.geom)) limit 200`);
    expect(ids.length).toBe(200);
    for (const [level, generation] of [
      ['commune', 2020],
      ['district', 2020],
      ['province', 2020],
      ['commune', 2025],
      ['province', 2025],
    ] as const)
      expect((await placed(ids, level, generation)).filter(({ units }) => units !== 1)).toEqual([]);
  });

  /** Straight from the middle of a district to the middle of its neighbour, where that does not leave the province. */
  const CROSSING = `select line from (select st_makeline(st_pointonsurface(a.geom), st_pointonsurface(b.geom)) as line
      from administrative_units a join administrative_units b on a.id < b.id and st_intersects(a.geom, b.geom) where a.level = 'district' and b.level = 'district') lines
    where st_within(line, (select geom from administrative_units where level = 'province' and code = '26'))`;
  const ALONG = `select line from (${borders('district', 2020)}) b, lateral (select (st_dump(st_linemerge(st_collectionextract(b.shared, 2)))).geom as line) l
    where st_npoints(line) between 5 and 60 limit 20`;
  const untrue = (lines: { metres: number | null; length: number }[]) => lines.filter(({ metres, length }) => !(Math.abs(metres! - length) < 0.001));

  it.each([
    ['across district borders', CROSSING, 2],
    ['along district borders', ALONG, 1],
  ])('divides lines %s into lengths that add up to the whole', async (_, lines, leastDistricts) => {
    const ids = await add(SEGMENT, lines);
    expect(ids.length).toBeGreaterThan(5);
    for (const level of ['commune', 'district', 'province']) expect(untrue(await placed(ids, level, 2020))).toEqual([]);
    expect(Math.min(...(await placed(ids, 'district', 2020)).map(({ units }) => units))).toBeGreaterThanOrEqual(leastDistricts);
  });

  it('takes an agreement to wherever something it covers lies', async () => {
    const stations = await add(STATION, `values (${at(105.6, 21.3)}), (${at(105.48, 21.42)})`);
    const [{ id }] = (await sql.as(
      'inspector',
      `insert into sharing_agreements (number, host, tenants, signed_on, effective_from, items, stations, status)
        select 'HĐ', 'viettel', '{vnpt}', '2020-01-01', '2020-01-01', '{mast}', array_agg(code), 'active' from bts_stations where id = any($1) returning id`,
      [stations],
    )) as [{ id: number }];
    expect((await unitsOf(id)).filter((unit) => unit.startsWith('district'))).toEqual(['district 2020 Vĩnh Yên', 'district 2020 Lập Thạch']);
    await sql.as('inspector', `update bts_stations set geom = ${at(105.595, 21.301)} where id = $1`, [stations[1]]);
    expect((await unitsOf(id, 2)).filter((unit) => unit.startsWith('district'))).toEqual(['district 2020 Vĩnh Yên']);
  });

  it('places records again, and their old versions, when a boundary moves', async () => {
    const id = await addStation(105.6, 21.3);
    await sql.as('inspector', `update bts_stations set geom = ${at(105.48, 21.42)} where id = $1`, [id]);
    const hole = `st_buffer(${at(105.6, 21.3)}, 0.001)`;
    const [before, after] = await sql.undone(async () => {
      const before = [await unitsOf(id, 1), await unitsOf(id, 2)];
      await sql.rows(
        `update administrative_units set geom = st_multi(st_difference(geom, ${hole})) where level = 'commune' and valid_to is not null and short_name = 'Đống Đa'`,
      );
      await sql.rows(
        `update administrative_units set geom = st_multi(st_union(geom, ${hole})) where level = 'commune' and valid_to is not null and short_name = 'Kim Long'`,
      );
      return [before, [await unitsOf(id, 1), await unitsOf(id, 2)]];
    });
    expect(after).toEqual([before![0]!.map((unit) => unit.replace('Đống Đa', 'Kim Long').replace('Vĩnh Yên', 'Tam Dương')), before![1]]);
  });

  it('places records anew when units go and when units come', async () => {
    const id = await addStation(105.6, 21.3);
    const kept = await unitsOf(id);
    const commune = `level = 'commune' and valid_to is not null and short_name = 'Đống Đa'`;
    const [without, again] = await sql.undone(async () => {
      await sql.rows(`create temporary table gone on commit drop as select * from administrative_units where ${commune}`);
      await sql.rows(`delete from administrative_units where ${commune}`);
      const without = await unitsOf(id);
      await sql.rows(`insert into administrative_units select * from gone`);
      return [without, await unitsOf(id)];
    });
    expect(without).toEqual(['commune 2025 Vĩnh Phúc', 'province 2025 Phú Thọ (Vĩnh Phúc cũ)']);
    expect(again).toEqual(kept);
  });
});

describe('pieces', () => {
  const inWhole = (table: string, shape: string) => `array(select u.id from ${table} u where st_intersects(u.geom, ${shape}) order by 1)`;

  it('find the same units as the whole outlines, on borders and outside too', async () => {
    const points = `select st_setsrid(st_makepoint(105.3 + random() * 0.5, 21.1 + random() * 0.5), 4326) as p from generate_series(1, 1000)
      union all select (st_dumppoints(geom)).geom from smallest_units where id % 7 = 0`;
    expect(await sql.value(`select count(*)::int from (${points}) s where units_at(p) <> ${inWhole('smallest_units', 'p')}`)).toBe(0);
    expect(
      await sql.value(`select units_at(null) = '{}' and units_at('srid=4326;point empty') = '{}' and units_at('srid=4326;point(562055 2356283)') = '{}'`),
    ).toBe(true);
  });

  it('follow a zone that changes', async () => {
    const inside = `select count(*)::int from zone_pieces z where z.cell = cell_of(p) and (z.part is null or st_intersects(z.part, p))`;
    const count = () => sql.value(`select (${inside}) from (select ${at(105.3999, 21.4999)} as p) s`);
    const seen = await sql.undone(async () => {
      const before = await count();
      await sql.rows(`update zones set geom = st_multi(st_buffer(${at(105.4, 21.5)}, 0.01)) where id = (select min(id) from zones)`);
      return [before, await count()];
    });
    expect(seen).toEqual([0, 1]);
  });

  it('open packages follow a boundary that moves', async () => {
    const [viettel] = await people(registry.url, 'viettel');
    const id = await draft(viettel!, 'bts-stations', [station({ geometry: { type: 'Point', coordinates: [105.6, 21.3] } })]);
    const units = () => sql.value<number[]>(`select units from submission_items where submission_id = $1`, [id]);
    const [before, after] = await sql.undone(async () => {
      const before = await units();
      await sql.rows(`update administrative_units set geom = st_multi(st_difference(geom, st_buffer(${at(105.6, 21.3)}, 0.001))) where id = $1`, [before[0]]);
      return [before, await units()];
    });
    expect([before!.length, after]).toEqual([2, before!.slice(1)]);
  });
});

describe('coordinates', () => {
  // By an independent calculation from the definitions of the systems (seven parameters of VN-2000, transverse Mercator).
  it.each([
    [5897, 562055.187, 2356283.311],
    [9208, 587994.274, 2356402.241],
    [9211, 458303.933, 2356218.769],
    [3405, 562036.569, 2355576.355],
  ])('of 105.6° E 21.3° N in EPSG:%i are E %d, N %d, and back', async (srid, easting, northing) => {
    const [{ e, n, back }] = (await sql.rows(
      `select st_x(p) as e, st_y(p) as n, st_distance(st_transform(p, 4326)::geography, ${at(105.6, 21.3)}::geography) as back from st_transform(${at(105.6, 21.3)}, $1::int) p`,
      [srid],
    )) as [any];
    expect(Math.max(Math.abs(e - easting), Math.abs(n - northing), back)).toBeLessThan(0.01);
  });
});

describe('names', () => {
  // The two tables left out are TypeORM's and PostGIS's own.
  it('of constraints and indexes can be read by people', async () => {
    const names = await sql.rows(
      `select c.conname as name from pg_constraint c join pg_namespace n on n.oid = c.connamespace where n.nspname = 'public' and c.conrelid <> all('{migrations,spatial_ref_sys}'::regclass[])
        union select indexname from pg_indexes where schemaname = 'public' and tablename not in ('migrations', 'spatial_ref_sys')`,
    );
    expect(names.length).toBeGreaterThan(60);
    expect(names.map(({ name }) => name).filter((name) => /[0-9a-f]{8,}|_(check|key|fkey)\d*$|\d$/i.test(name))).toEqual([]);
  });
});

describe('many at once', () => {
  // The embedded database has one session for all connections: answers must not get into each other's hands.
  it('each get their own answer', async () => {
    const names = ['viettel', 'vnpt', 'mobifone', 'inspector', 'planner', 'admin'];
    const clients = await people(registry.url, ...names);
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => clients[n % names.length]!.get('session')));
    expect(answers.map((answer) => answer.body.user.username)).toEqual(answers.map((_, n) => names[n % names.length]));
    expect((await visitor(registry.url).get('session')).body.user).toBeNull();
  });
});
