import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { draft, people, station, step } from '../support/submitting.js';

let registry: Registry;
let sql: Sql;
let viettel: Client, vnpt: Client, inspector: Client;

beforeAll(async () => {
  registry = await startRegistry();
  sql = await openSql(registry);
  [viettel, vnpt, inspector] = (await people(registry.url, 'viettel', 'vnpt', 'inspector')) as [Client, Client, Client];
});
afterAll(async () => {
  await sql?.close();
  await registry?.stop();
});

/** 105.6° E 21.3° N in Vĩnh Yên, as VN-2000 has it in the zones of 105°00′ and of 104°45′. */
const ZONE_105 = [562_055.187, 2_356_283.311] as const;
const ZONE_104 = [587_994.274, 2_356_402.241] as const;
/** 105.7° E 21.35° N, in the zone of 105°00′; read in the zone of 104°45′ it lies 26 km further west, still in the province. */
const FURTHER_EAST = [572_423, 2_361_823] as const;

const file = (headers: string[], rows: unknown[][]): string => [headers, ...rows].map((cells) => cells.join(';')).join('\n');
/** Stations 20 m apart. */
const inMetres = ([x, y]: readonly [number, number], count: number, more: string[] = []): unknown[][] =>
  Array.from({ length: count }, (_, n) => [`M-${n}`, `Trạm ${n}`, x + n * 20, y, ...more]);

async function send(content: string, fields: Record<string, string> = {}): Promise<number> {
  const answer = await viettel.upload('submissions', { kind: 'bts-stations', ...fields }, { name: 'tram.csv', content });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.id;
}
const findings = async (id: number): Promise<any> => (await viettel.get(`submissions/${id}/coordinates`)).body;

const XY = ['Mã trạm', 'Tên trạm', 'X', 'Y'];

describe('coordinates of a package', () => {
  it('in the wrong zone: the sentence says in which they would lie in the province', async () => {
    const found = await findings(await send(file(XY, inMetres(ZONE_104, 12)), { crs: '5897' }));
    expect(found).toMatchObject({ system: { code: 'EPSG:5897', order: 'xy', guessed: false }, total: 12, inside: 0, outside: 12, missing: 0 });
    expect(found.alternatives.find((one: any) => one.code === 'EPSG:9208')).toMatchObject({
      order: 'xy',
      inside: 12,
      units: [{ name: 'Thành phố Vĩnh Yên', count: 12 }],
    });
    expect(found.sentence.vi).toBe('12 hàng nằm ngoài tỉnh; đọc theo VN-2000, múi 3°, kinh tuyến trục 104°45′ thì nằm trong Thành phố Vĩnh Yên.');
  });

  it('of a zone nobody named: it is the one in which they lie in the province', async () => {
    const found = await findings(await send(file(XY, inMetres(ZONE_104, 12))));
    expect(found).toMatchObject({ system: { code: 'EPSG:9208', guessed: true }, inside: 12, outside: 0, sentence: null });
    expect(found.system.reason.vi).toMatch(/104°45′: 12\/12 vị trí xem thử nằm trong tỉnh/);
    expect((await findings(await send(file(XY, inMetres(ZONE_105, 3))))).system.code).toBe('EPSG:5897');
  });

  it('that lie in the province in two zones: the declared districts tell which', async () => {
    const rows = file([...XY, 'Huyện'], inMetres(FURTHER_EAST, 6, ['Bình Xuyên']));
    const guessed = await findings(await send(rows));
    expect(guessed).toMatchObject({ system: { code: 'EPSG:5897', guessed: true }, inside: 6, sentence: null });
    const chosen = await findings(await send(rows, { crs: 'EPSG:9208' }));
    expect(chosen).toMatchObject({ system: { code: 'EPSG:9208', guessed: false }, inside: 6, outside: 0 });
    expect(chosen.sentence.vi).toMatch(/^Chỉ 0\/6 tên huyện, xã khai báo đúng với vị trí; đọc theo VN-2000, múi 3°, kinh tuyến trục 105°00′ thì 6 tên đúng/);
  });

  it('in a zone that only custom speaks for: it is assumed until somebody confirms it, and not asked about again once it was decided on', async () => {
    const headers = [...XY, 'Loại trạm', 'Chiều cao cột (m)', 'Công nghệ', 'Tình trạng'];
    const id = await send(file(headers, inMetres(FURTHER_EAST, 2, ['cồng kềnh', '30', '4G', 'đang hoạt động'])));
    expect((await findings(id)).system).toMatchObject({ code: 'EPSG:5897', assumed: true });
    expect((await findings(await send(file([...XY, 'Huyện'], inMetres(FURTHER_EAST, 7, ['Bình Xuyên']))))).system.assumed).toBe(false);
    expect((await findings(await send(file(XY, inMetres(ZONE_104, 13))))).system.assumed).toBe(false);
    expect((await findings(await send(file(XY, [['A', 'Trạm A', '105,6001', '21,3001']])))).system.assumed).toBe(false);
    await step(viettel, id, 'submit');
    await step(inspector, id, 'claim');
    expect((await inspector.get(`submissions/${id}`)).body.crs.assumed).toBe(true);
    await step(inspector, id, 'decide', { items: 'all', verdict: 'returned', reason: 'wrong_location', comment: 'Đo lại' });
    await step(inspector, id, 'conclude');
    const next = await viettel.post(`submissions/${id}/follow-up`);
    expect([next.status, next.body.crs?.code, next.body.crs?.assumed]).toEqual([201, 'EPSG:5897', undefined]);

    const confirmed = await send(file(headers, inMetres(FURTHER_EAST, 3, ['cồng kềnh', '30', '4G', 'đang hoạt động'])));
    expect((await viettel.put(`submissions/${confirmed}/reading`, { crs: 'EPSG:5897', order: 'xy' })).status).toBe(200);
    expect((await findings(confirmed)).system).toMatchObject({ code: 'EPSG:5897', assumed: false });
  });

  it('named in a header', async () => {
    const id = await send(file(['Mã trạm', 'Tên trạm', "Tọa độ VN-2000 KTT 104°45' / X", "Tọa độ VN-2000 KTT 104°45' / Y"], inMetres(ZONE_104, 2)));
    expect((await findings(id)).system).toMatchObject({ code: 'EPSG:9208', reason: { vi: expect.stringMatching(/^Tệp ghi/) } });
  });

  it('the other way round, as the sender said', async () => {
    const found = await findings(await send(file(XY, [['A', 'Trạm A', '21,3001', '105,6001']]), { crs: 'EPSG:4326', order: 'xy' }));
    expect(found).toMatchObject({ outside: 1, alternatives: [{ code: 'EPSG:4326', order: 'yx', inside: 1 }] });
    expect(found.sentence.vi).toContain('với vĩ độ trước, kinh độ sau thì nằm trong');
    expect((await findings(await send(file(XY, [['A', 'Trạm A', '21,3001', '105,6001']]), { order: 'yx' }))).inside).toBe(1);
  });

  it('in metres though said to be in degrees: no place, but it is seen what they are', async () => {
    const found = await findings(await send(file(XY, inMetres(ZONE_105, 4)), { crs: 'EPSG:4326' }));
    expect(found).toMatchObject({ inside: 0, outside: 0, missing: 4 });
    expect(found.alternatives[0]).toMatchObject({ code: 'EPSG:5897', inside: 4 });
    expect(found.sentence.vi).toMatch(/^4 hàng có tọa độ không đọc được; đọc theo VN-2000.*105°00′.*Vĩnh Yên/);
  });

  it('nowhere near: no reading helps, and it says so', async () => {
    const found = await findings(await send(file(XY, [['A', 'Trạm A', '106,7001', '10,8001']]), { crs: 'EPSG:4326' }));
    expect(found).toMatchObject({ outside: 1, alternatives: [] });
    expect(found.sentence.en).toMatch(/whichever of the usual systems/);
  });

  it('of one swapped row among many: the file is read rightly, and no other reading is offered that would throw the others out', async () => {
    const rows = inMetres(ZONE_105, 12);
    rows[4] = ['M-4', 'Trạm 4', ZONE_105[1], ZONE_105[0]];
    const found = await findings(await send(file(XY, rows), { crs: 'EPSG:5897', order: 'xy' }));
    expect(found).toMatchObject({ inside: 11, outside: 1, alternatives: [] });
    expect(found.sentence.vi).toBe('1 hàng nằm ngoài tỉnh; các hàng khác đọc đúng hệ tọa độ. Sửa từng hàng ở bước Kiểm tra.');
  });

  it('of a few rows just over the border: no other system is offered that would move all the others a little, or that names speak against', async () => {
    // Two of twelve lie 400 m south of the province; UTM 48N would bring them in, and put every other station 700 m off.
    const [edge] = await sql.rows(`select st_x(p) as x, st_y(p) - 400 as y from (
      select st_transform(st_setsrid(st_makepoint(105.55, st_ymin(st_intersection(geom, st_makeline(st_point(105.55, 21, 4326), st_point(105.55, 22, 4326))))), 4326), 5897) as p
      from administrative_units where level = 'province' order by valid_from limit 1) e`);
    const rows = [...inMetres(ZONE_105, 10), ...[0, 1].map((n) => [`B-${n}`, `Trạm B ${n}`, Math.round(edge.x) + n, Math.round(edge.y)])];
    const found = await findings(await send(file(XY, rows), { crs: '5897' }));
    expect(found).toMatchObject({ inside: 10, outside: 2, alternatives: [] });
    expect(found.sentence.vi).toBe('2 hàng nằm ngoài tỉnh; các hàng khác đọc đúng hệ tọa độ. Sửa từng hàng ở bước Kiểm tra.');
  });

  it('in any system of the database', async () => {
    const found = await findings(await send(file(XY, [['A', 'Trạm A', 562_224, 2_355_432]]), { crs: '32648' }));
    expect(found).toMatchObject({ system: { code: 'EPSG:32648', label: { vi: expect.stringContaining('UTM zone 48N') } }, inside: 1 });
    const refused = await viettel.upload('submissions', { kind: 'bts-stations', crs: '999999' }, { name: 'a.csv', content: file(XY, inMetres(ZONE_105, 1)) });
    expect([refused.status, refused.body.code]).toEqual([422, 'unknown-system']);
  });

  it('given as a drawn geometry are turned back to be read in other ways', async () => {
    const id = await draft(viettel, 'bts-stations', [station({ geometry: { type: 'Point', coordinates: [21.3, 105.6] } })], { crs: 'EPSG:4326', order: 'xy' });
    expect((await findings(id)).alternatives).toMatchObject([{ code: 'EPSG:4326', order: 'yx', inside: 1 }]);
  });

  it('of agreements are not asked for', async () => {
    const agreement = {
      number: 'C-1',
      tenants: ['vnpt'],
      signedOn: '2020-01-01',
      effectiveFrom: '2020-01-01',
      items: ['mast'],
      stations: [],
      status: 'proposed',
    };
    expect(await findings(await draft(viettel, 'sharing-agreements', [agreement]))).toMatchObject({
      system: null,
      alternatives: [],
      missing: 0,
      sentence: null,
    });
  });
});

describe('points of a package', () => {
  let id: number;
  beforeAll(async () => {
    const outside = Array.from({ length: 3 }, (_, n) => [`O-${n}`, 'Ngoài', 700_000 + n * 20, 2_356_000]);
    id = await send(file(XY, [...inMetres(ZONE_105, 20), ...outside]), { crs: 'EPSG:5897' });
  });

  it('are small rows of numbers, each with whether it is inside and its worst problem', async () => {
    const { body } = await viettel.get(`submissions/${id}/points`);
    expect(body.total).toBe(23);
    const [item, lon, lat, inside, severity] = body.items[0];
    expect([typeof item, lon.toFixed(4), lat.toFixed(4), inside, severity]).toEqual(['number', '105.6000', '21.3000', 1, 3]);
  });

  it('keep those outside when there are too many for a map', async () => {
    const { body } = await viettel.get(`submissions/${id}/points?limit=5`);
    expect([body.total, body.items.length, body.items.filter((point: any) => point[3] === 0).length]).toEqual([23, 5, 3]);
  });

  it('are for those who may see the package', async () => {
    for (const path of ['coordinates', 'points'])
      for (const client of [vnpt, inspector]) expect((await client.get(`submissions/${id}/${path}`)).status).toBe(404);
  });
});

describe('the list of coordinate systems', () => {
  const codes = async (q: string): Promise<string[]> => (await viettel.get(`crs?q=${encodeURIComponent(q)}`)).body.items.map((one: any) => one.code);

  it.each([
    ['', 'EPSG:4326', 5],
    ['104°45', 'EPSG:9208', 1],
    ['9211', 'EPSG:9211', 1],
    ['vn-2000', 'EPSG:5897', 5],
    ['vn2000 utm 49', 'EPSG:3406', 1],
    ['wgs 84 utm zone 48n', 'EPSG:32648', 1],
    ['EPSG:3857', 'EPSG:3857', 1],
    ['không có hệ này', undefined, 0],
  ])('%p finds %s', async (q, first, least) => {
    const found = await codes(q);
    expect([found[0], found.length >= least, found.length <= 30]).toEqual([first, true, true]);
  });
});
