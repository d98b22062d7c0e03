import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { people, register, segment, station } from '../support/submitting.js';
import { openSql } from '../support/sql.js';
import { fillForTiles } from '../support/tile-records.js';
import { decode, placeOf, tileOf, tilesOver, type TileFeature } from '../support/tiles.js';

/** The province. */
const BOX = [105.3, 21.1, 105.8, 21.6] as const;
const KINDS = ['bts-stations', 'cable-segments', 'sharing-agreements', 'post-office-sites'] as const;
type Kind = (typeof KINDS)[number];

/** The embedded database is prepared for the first file that asks, on a machine that has other things to do. */
const PREPARING_MS = 300_000;

let registry: Registry;
let inspector: Client, planner: Client, viettel: Client, mobifone: Client, officer: Client;

beforeAll(async () => {
  registry = await startRegistry();
  await fillForTiles(registry);
  [inspector, planner, viettel, mobifone, officer] = (await people(registry.url, 'inspector', 'planner', 'viettel', 'mobifone', 'officer.lapthach')) as [
    Client,
    Client,
    Client,
    Client,
    Client,
  ];
}, PREPARING_MS);

/** What a record's tile properties should be, from its entry in the list. */
const PROPERTIES: Record<Kind, (record: any) => Record<string, unknown>> = {
  'bts-stations': (r) => ({
    ...pick(r, 'code', 'name', 'owner', 'structure', 'status', 'shared', 'inspectionOverdue'),
    technologies: r.technologies.join(','),
  }),
  'cable-segments': (r) => pick(r, 'code', 'name', 'street', 'method', 'status', 'overdue', 'leadOrganization', 'drawnLengthM'),
  'sharing-agreements': (r) => ({ ...pick(r, 'number', 'host', 'status'), tenants: r.tenants.join(',') }),
  'post-office-sites': (r) => ({ ...pick(r, 'code', 'name', 'landStage', 'status'), obstacle: !!r.obstacle }),
};

const pick = (record: any, ...names: string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => record[name] !== null).map((name) => [name, record[name]]));

/** All features of a zoom, by id; a record near an edge is in two tiles and the same in both. */
async function features(client: Client, kind: Kind, query = '', zoom = 9): Promise<Map<number, TileFeature>> {
  const byId = new Map<number, TileFeature>();
  for (const tile of tilesOver(zoom, BOX)) {
    const { layer, features } = await tileOf(client, kind, tile, query);
    if (features.length) expect(layer).toBe(kind);
    for (const feature of features) byId.set(feature.id!, feature);
  }
  return byId;
}

const list = async (client: Client, kind: Kind, query = ''): Promise<any[]> => (await client.get(`${kind}?limit=1000&${query}`)).body.items;

describe('a tile shows what the list of the same query does', () => {
  it.each([
    ['bts-stations', 'inspector', ''],
    ['bts-stations', 'viettel', 'owner=viettel,vnpt&technologies=4G'],
    ['bts-stations', 'mobifone', 'asOf=2020-12-25'],
    ['bts-stations', 'planner', 'q=vinh&status=operating&bbox=105.5,21.2,105.7,21.4'],
    ['bts-stations', 'planner', 'shared=true'],
    ['bts-stations', 'officer', ''],
    ['cable-segments', 'viettel', 'method=underground'],
    ['cable-segments', 'planner', 'asOf=2020-12-25'],
    ['sharing-agreements', 'mobifone', ''],
    ['sharing-agreements', 'inspector', 'owner=viettel&status=active'],
    ['post-office-sites', 'planner', 'landStage=requested'],
    ['post-office-sites', 'officer', ''],
  ] as const)('%s of %s with "%s"', async (kind, who, query) => {
    const client = { inspector, viettel, mobifone, planner, officer }[who];
    const records = await list(client, kind, query);
    const found = await features(client, kind, query);
    expect(records.length).toBeGreaterThan(0);
    expect([...found.keys()].sort()).toEqual(records.map((record) => record.id).sort());
    for (const record of records) expect(found.get(record.id)!.properties).toMatchObject(PROPERTIES[kind](record));
  });

  it('in the place where the record is', async () => {
    const [record] = await list(planner, 'bts-stations', 'sort=code');
    const [x, y] = placeOf(14, ...(record.geometry.coordinates as [number, number]));
    const { features: found } = await tileOf(planner, 'bts-stations', [14, Math.floor(x), Math.floor(y)]);
    const [[[atX, atY]]] = found.find((feature) => feature.id === record.id)!.geometry as [[[number, number]]];
    expect([Math.abs(atX - (x % 1) * 4096) <= 1, Math.abs(atY - (y % 1) * 4096) <= 1]).toEqual([true, true]);
  });

  it('with the parcel of a site where it can be seen', async () => {
    const [record] = await list(planner, 'post-office-sites', 'code=B-3');
    const types = async (zoom: number) => {
      const [x, y] = placeOf(zoom, ...(record.geometry.coordinates[0][0] as [number, number])).map(Math.floor);
      const { features: found } = await tileOf(planner, 'post-office-sites', [zoom, x!, y!], 'code=B-3');
      return found.map(({ id, type }) => [id, type]);
    };
    expect(await types(5)).toEqual([[record.id, 'Point']]);
    expect(await types(13)).toEqual([
      [record.id, 'Point'],
      [record.id, 'Polygon'],
    ]);
  });

  it.each(['', 'asOf=2020-12-25'])('counts the tenants of a shared mast, with "%s"', async (query) => {
    const stations = await features(planner, 'bts-stations', query);
    const agreements = (await list(inspector, 'sharing-agreements', `status=active&${query}`)).filter((a) => a.confirmedByTenantOn && !a.expired);
    expect(agreements.length).toBe(query ? 11 : 9);
    for (const { properties } of stations.values()) {
      const tenants = agreements.filter((a) => a.host === properties['owner'] && a.stations?.includes(properties['code'])).flatMap((a) => a.tenants);
      expect([properties['code'], properties['tenants'], properties['shared']]).toEqual([properties['code'], new Set(tenants).size, tenants.length > 0]);
    }
  });

  it('keeps to the policy: no plans of others, no words of others', async () => {
    await register(viettel, inspector, 'bts-stations', [station({ code: 'V-plan', status: 'planned', note: 'Chủ đất muốn tăng giá' })]);
    const codes = async (client: Client) => [...(await features(client, 'bts-stations', 'q=V-plan')).values()].map(({ properties }) => properties['code']);
    expect([await codes(viettel), await codes(planner), await codes(mobifone)]).toEqual([['V-plan'], ['V-plan'], []]);
    const words = new Set([...(await features(mobifone, 'bts-stations')).values()].flatMap(({ properties }) => Object.keys(properties)));
    expect([...words].sort()).toEqual(['code', 'inspectionOverdue', 'name', 'owner', 'shared', 'status', 'structure', 'technologies', 'tenants']);
  });
});

describe('a crowded tile', () => {
  const CROWD = 1200;

  beforeAll(async () => {
    const sql = await openSql(registry);
    // A field of masts 6 km wide, put in as an import would.
    await sql.as(
      'inspector',
      `insert into bts_stations (code, name, owner, structure, height_m, technologies, status, inspection_expires_on, geom)
       select 'CROWD-' || n, 'Trạm ' || n, case when n % 3 = 0 then 'vnpt' else 'viettel' end, case when n % 2 = 0 then 'bulky' else 'environmentally_friendly' end, 30,
         case when n % 4 = 0 then '{4G,5G}' else '{4G}' end::text[], case when n % 10 = 0 then 'planned' else 'operating' end, case when n % 7 = 0 then date '2020-01-01' end,
         st_setsrid(st_makepoint(105.55 + (n % 40) * 0.0015, 21.28 + (n / 40) * 0.0015), 4326)
       from generate_series(1, ${CROWD}) n`,
    );
    await sql.close();
  });

  it.each([8, 10])('at zoom %i holds clusters that add up to the list, over all tiles', async (zoom) => {
    for (const [client, query] of [
      [planner, ''],
      [mobifone, 'structure=bulky'],
    ] as const) {
      const records = (await client.get(`bts-stations?limit=10000&${query}`)).body.items;
      const places = new Map<number, [number, number]>(records.map((record: any) => [record.id, record.geometry.coordinates]));
      let clusters = 0;
      const sums: Record<string, number> = {};
      for (const tile of tilesOver(zoom, BOX)) {
        const { layer, features } = await tileOf(client, 'bts-stations', tile, query);
        // Features reach over the edge, clusters do not.
        const inside = features.filter(({ id }) => layer === 'clusters' || placeOf(zoom, ...places.get(id!)!).every((at, n) => Math.floor(at) === tile[n + 1]));
        if (layer === 'clusters') {
          expect(new Set(features.map(({ id }) => id)).size).toBe(features.length);
          expect(features.length).toBeLessThanOrEqual(64);
          clusters += features.length;
        }
        for (const { properties } of layer === 'clusters' ? features : inside.map(asMix))
          for (const [name, count] of Object.entries(properties)) sums[name] = (sums[name] ?? 0) + Number(count);
      }
      expect(clusters).toBeGreaterThan(1);
      const expected: Record<string, number> = {};
      for (const record of records)
        for (const [name, count] of Object.entries(asMix({ properties: { ...record, technologies: record.technologies.join(',') } }).properties))
          expected[name] = (expected[name] ?? 0) + count;
      expect(sums).toEqual(expected);
    }
  });

  /** One record as a cluster would count it. */
  function asMix({ properties: p }: Pick<TileFeature, 'properties'>): { properties: Record<string, number> } {
    const words = [
      'count',
      `structure:${p['structure']}`,
      `status:${p['status']}`,
      `owner:${p['owner']}`,
      ...p['technologies'].split(',').map((t: string) => `technology:${t}`),
      ...(p['shared'] ? ['shared'] : []),
      ...(p['inspectionOverdue'] ? ['problem'] : []),
    ];
    return { properties: Object.fromEntries(words.map((word) => [word, 1])) };
  }

  it('shows them one by one from zoom 11 on, and each cluster at the mean place of its records', async () => {
    const [x, y] = placeOf(11, 105.57, 21.3).map(Math.floor) as [number, number];
    expect(await tileOf(planner, 'bts-stations', [11, x, y])).toMatchObject({ layer: 'bts-stations' });
    const parent = [10, x >> 1, y >> 1] as const;
    const { features: cells } = await tileOf(planner, 'bts-stations', parent, 'q=CROWD');
    const records = (await planner.get('bts-stations?limit=10000&q=CROWD')).body.items.map((r: any) =>
      placeOf(10, ...(r.geometry.coordinates as [number, number])),
    );
    for (const { properties, geometry } of cells) {
      const [[[atX, atY]]] = geometry as [[[number, number]]];
      const [column, row] = [Math.floor((atX / 4096) * 8), Math.floor((atY / 4096) * 8)];
      const inCell = records.filter(([rx, ry]: number[]) => Math.floor((rx! - parent[1]) * 8) === column && Math.floor((ry! - parent[2]) * 8) === row);
      const mean = (n: 0 | 1) => ((inCell.reduce((sum: number, at: number[]) => sum + at[n]!, 0) / inCell.length) % 1) * 4096;
      expect([inCell.length, Math.abs(mean(0) - atX) <= 1, Math.abs(mean(1) - atY) <= 1]).toEqual([properties['count'], true, true]);
    }
  });
});

describe('lines in a tile', () => {
  it('are simplified and clipped for the zoom', async () => {
    const wave = Array.from({ length: 400 }, (_, n) => [105.5 + n * 0.0005, 21.4 + Math.sin(n) * 0.00005]);
    await register(viettel, inspector, 'cable-segments', [segment({ code: 'WAVE' }, wave)]);
    const at = async (zoom: number) => {
      const [x, y] = placeOf(zoom, 105.55, 21.4).map(Math.floor);
      return (await tileOf(planner, 'cable-segments', [zoom, x!, y!], 'code=WAVE')).features[0]!.geometry;
    };
    expect((await at(8))[0]!.length).toBeLessThan(5);
    const near = (await at(15)).flat();
    expect(near.length).toBeGreaterThan(10);
    expect(near.every(([x, y]) => x >= -64 && x <= 4160 && y >= -64 && y <= 4160)).toBe(true);
  });

  it('stay under 300 KB, the longest first', async () => {
    const sql = await openSql(registry);
    await sql.as(
      'inspector',
      `insert into cable_segments (code, name, lead_organization, method, plan_decision, planned_year, status, geom)
       select 'MANY-' || n, 'Tuyến cáp có tên dài để thử kích thước ô bản đồ ' || n, 'viettel', 'bundle', 'QĐ 1', 2030, 'planned',
         st_setsrid(st_makeline(st_makepoint(105.4 + (n % 70) * 0.004, 21.2 + n / 70 * 0.004), st_makepoint(105.4 + (n % 70) * 0.004 + n * 0.000001, 21.2 + n / 70 * 0.004)), 4326)
       from generate_series(1000, 5000) n`,
    );
    await sql.close();
    const { features: shown, bytes } = await tileOf(planner, 'cable-segments', [7, 101, 56], 'q=MANY');
    expect([bytes <= 300_000, bytes > 150_000]).toEqual([true, true]);
    const shownOnes = shown.map(({ properties }) => Number(properties['code'].slice(5))).sort((a, b) => b - a);
    expect(shownOnes).toEqual(Array.from({ length: shown.length }, (_, n) => 5000 - n));
  });
});

describe('a tile that has not changed', () => {
  const PATH = 'tiles/bts-stations/9/406/225.mvt';
  const tagOf = async (client: Client, path = PATH) => (await client.get(path)).headers.get('etag')!;

  it('is answered 304 without a word of it, to whoever has it', async () => {
    const first = await planner.get(PATH);
    expect([first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual(['application/vnd.mapbox-vector-tile', 'private, no-cache']);
    const tag = first.headers.get('etag')!;
    for (const header of [tag, `"other", ${tag}`, tag.replace('W/', ''), '*']) {
      const again = await planner.fetch('GET', PATH, { headers: { 'if-none-match': header } });
      expect([again.status, (await again.arrayBuffer()).byteLength, again.headers.get('etag')]).toEqual([304, 0, tag]);
    }
    expect((await planner.get(PATH, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('has another tag for another user’s scope, another query and another tile', async () => {
    const tags = [
      await tagOf(planner),
      await tagOf(viettel),
      await tagOf(mobifone),
      await tagOf(planner, `${PATH}?status=operating`),
      await tagOf(planner, PATH.replace('406', '405')),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    expect(await tagOf((await people(registry.url, 'viettel'))[0]!)).toBe(tags[1]);
  });

  it('has another tag after a change of a record, of an agreement on it, of units and of zones, and only then', async () => {
    const sql = await openSql(registry);
    const sites = 'tiles/post-office-sites/9/406/225.mvt';
    const changes = [
      `update bts_stations set name = name || '.' where id = (select min(id) from bts_stations)`,
      `update sharing_agreements set note = 'x' where id = (select min(id) from sharing_agreements)`,
      // Statements count, whatever they find: placing all records of a unit again takes long.
      `update administrative_units set short_name = short_name where false`,
      `update zones set name = name where id = (select min(id) from zones)`,
    ];
    const seen = [await tagOf(planner)];
    const seenSites = [await tagOf(planner, sites)];
    for (const change of changes) {
      await sql.as('inspector', change);
      seen.push(await tagOf(planner));
      seenSites.push(await tagOf(planner, sites));
    }
    await sql.undone(() => sql.rows(changes[0]!));
    seen.push(await tagOf(planner));
    seenSites.push(await tagOf(planner, sites));
    expect(seen.map((tag) => seen.indexOf(tag))).toEqual([0, 1, 2, 3, 4, 4]);
    expect(seenSites.map((tag) => seenSites.indexOf(tag))).toEqual([0, 0, 0, 3, 4, 4]);
    expect(await sql.value('select count(*) from register_touches')).toBe(0);
    await sql.close();
  });
});

describe('requests', () => {
  it.each([
    ['25/0/0', 'z', 'từ 0 đến 24', 'from 0 to 24'],
    ['4/16/3', 'x', 'x chỉ từ 0 đến 15', 'x goes from 0 to 15'],
    ['4/3/99', 'y', 'y chỉ từ 0 đến 15', 'y goes from 0 to 15'],
    ['4/-1/3', 'x', 'số nguyên', 'whole numbers'],
    ['4/a/3', 'x', 'số nguyên', 'whole numbers'],
    ['4/1.5/3', 'x', 'số nguyên', 'whole numbers'],
  ])('a tile %s is refused in both languages', async (path, wrong, vi, en) => {
    const { status, body } = await planner.get(`tiles/bts-stations/${path}.mvt`);
    expect([status, body.errors[0].path]).toEqual([422, wrong]);
    expect(body.detail).toContain(vi);
    expect(body.en.detail).toContain(en);
  });

  it('a filter that the list does not know is refused, as there', async () => {
    for (const query of ['statsu=planned', 'asOf=yesterday', 'limit=10'])
      expect((await planner.get(`tiles/bts-stations/9/406/225.mvt?${query}`)).status).toBe(422);
  });

  it('a tile without records is empty', async () => {
    expect((await tileOf(planner, 'bts-stations', [9, 0, 0])).bytes).toBe(0);
  });

  it('TileJSON tells how to ask, and its address works', async () => {
    const { body } = await planner.get('tiles/cable-segments.json?method=tidy');
    expect(body).toMatchObject({ tilejson: '3.0.0', minzoom: 4, maxzoom: 18, vector_layers: [{ id: 'cable-segments', fields: { drawnLengthM: 'Number' } }] });
    const [west, south, east, north] = body.bounds;
    expect(west > 105 && south > 21 && east < 106 && north < 22 && west < east && south < north).toBe(true);
    const address = body.tiles[0].replace('{z}', '9').replace('{x}', '406').replace('{y}', '224');
    expect(address.startsWith(registry.url)).toBe(true);
    const { features: found } = decode((await planner.get(new URL(address).pathname + new URL(address).search)).body);
    expect(new Set(found.map(({ properties }) => properties['method']))).toEqual(new Set(['tidy']));
  });
});
