import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { people, register, segment, station } from '../support/submitting.js';

let registry: Registry;
let by: Record<'viettel' | 'vnpt' | 'inspector' | 'planner' | 'officer', Client>;

beforeAll(async () => {
  registry = await startRegistry();
  const [viettel, vnpt, inspector, planner, officer] = (await people(registry.url, 'viettel', 'vnpt', 'inspector', 'planner', 'officer.lapthach')) as Client[];
  by = { viettel: viettel!, vnpt: vnpt!, inspector: inspector!, planner: planner!, officer: officer! };
  await register(by.viettel, by.inspector, 'bts-stations', [
    station({ code: 'VT-SL-01', name: 'Trạm Đồng Quế', address: 'Thôn Đồng Văn', declaredCommune: 'Xã Đồng Quế' }),
    station({ code: 'VT-VY-02', name: 'Trạm Tích Sơn', address: 'Số 7 đường Nguyễn Văn Cừ' }),
    station({ code: 'VT-VY-03', name: 'Trạm kế hoạch Hội Hợp', status: 'planned' }),
  ]);
  await register(by.vnpt, by.inspector, 'bts-stations', [station({ code: 'QA/7.5_%', name: 'Trạm 100% sạch' }, 105.5, 21.4)]);
  await register(by.vnpt, by.inspector, 'cable-segments', [segment({ code: 'HN-01', name: 'Tuyến Mê Linh', street: 'Mê Linh' })]);
});
afterAll(() => registry?.stop());

const search = async (q: string, who: keyof typeof by = 'inspector', more = '') => {
  const answer = await by[who].get(`search?q=${encodeURIComponent(q)}${more}`);
  expect(answer.status).toBe(200);
  return answer.body;
};
const codes = async (q: string, who?: keyof typeof by): Promise<string> =>
  (await search(q, who)).records.flatMap((group: any) => group.items.map((item: any) => item.code)).join(' ');

it.each([
  ['VT-SL-01', 'VT-SL-01'],
  ['vtsl01', 'VT-SL-01'],
  ['vt sl 01', 'VT-SL-01'],
  ['vt', 'VT-SL-01 VT-VY-02 VT-VY-03'],
  ['dong que', 'VT-SL-01'],
  ['ĐỒNG QUẾ', 'VT-SL-01'],
  ['que dong van', 'VT-SL-01'],
  ['nguyen van cu', 'VT-VY-02'],
  ['me linh', 'HN-01'],
  ['100%', 'QA/7.5_%'],
  ['qa75', 'QA/7.5_%'],
  ["';drop table bts_stations;--", ''],
  ['%', ''],
  ['_', ''],
])('%s finds %s', async (q, expected) => {
  expect(await codes(q)).toBe(expected);
});

it.each([
  ['dong qeu', 'dong que', 'VT-SL-01'],
  ['nguyem van cu', 'nguyen van cu', 'VT-VY-02'],
  ['tich som', 'tich son', 'VT-VY-02'],
  ['VT-SL-10', 'VT-SL-01', 'VT-SL-01'],
  ['VT-SL-O1', 'VT-SL-01', 'VT-SL-01'],
  ['VT-VYY-02', 'VT-VY-02', 'VT-VY-02'],
])('a typing error: %s is taken for %s', async (q, meant, expected) => {
  const found = await search(q);
  expect([found.corrected, found.q]).toEqual([true, meant]);
  expect(await codes(q)).toContain(expected);
});

it('what is nowhere near a known word finds nothing and says so', async () => {
  expect(await search('qqqqzzzz')).toEqual({ q: 'qqqqzzzz', corrected: false, places: [], outside: false, units: [], records: [] });
});

it('units are found by name, of both times, with their place on the map', async () => {
  const { units } = await search('lap thach');
  expect(units[0]).toMatchObject({ level: 'district', name: expect.stringContaining('Lập Thạch') });
  expect(new Set(units.map((unit: any) => unit.validFrom))).toEqual(new Set(['2020-01-01', '2025-07-01']));
  const [west, south, east, north] = units[0].box;
  expect(west < 105.5 && east > 105.4 && south < 21.45 && north > 21.4).toBe(true);
  expect((await search('lap thahc')).units[0].name).toContain('Lập Thạch');
});

describe('numbers are places', () => {
  const places = async (q: string): Promise<string[]> => (await search(q)).places.map((p: any) => `${p.system} ${p.lon.toFixed(4)} ${p.lat.toFixed(4)}`);
  const CONTROL = 'EPSG:4326 105.6000 21.3000';

  it.each([['105,6 21,3'], ['21,3 105,6'], ['21.3, 105.6'], ['105.6;21.3'], [`21°18'00"N 105°36'00"E`], ['21°18′B, 105°36′Đ'], ['21 18 00 B, 105 36 00 Đ']])(
    '%s',
    async (q) => {
      expect(await places(q)).toEqual([CONTROL]);
    },
  );

  it.each([['562055.187 2356283.311'], ['2356283.311, 562055.187'], ['X=2356283.311; Y=562055.187'], ['2.356.283,311 562.055,187']])(
    'VN-2000 %s: each system that leads into the province, the usual first',
    async (q) => {
      const found = await places(q);
      expect(found[0]).toBe('EPSG:5897 105.6000 21.3000');
      // UTM leads some 700 m north; read in the other belts the numbers would lie outside the boundaries.
      expect(found.map((place) => place.split(' ')[0])).toEqual(['EPSG:5897', 'EPSG:3405']);
    },
  );

  it.each([
    ['587994.274 2356402.241', 'EPSG:9208'],
    ['2356218.769 458303.933', 'EPSG:9211'],
  ])('%s can only be %s', async (q, system) => {
    expect(await places(q)).toEqual([`${system} 105.6000 21.3000`]);
  });

  it('each place says in which unit it lies; one outside the province is told apart from words', async () => {
    const [place] = (await search('105,6 21,3')).places;
    expect(place.unit).toMatchObject({ level: 'commune', name: expect.any(String) });
    expect(await search('107,6 16,4')).toMatchObject({ places: [], outside: true });
    expect(await search('105 cay so 21')).toMatchObject({ places: [], outside: false });
  });
});

it('shows nobody what the list would not', async () => {
  expect(await codes('hoi hop', 'viettel')).toBe('VT-VY-03');
  expect(await codes('hoi hop', 'planner')).toBe('VT-VY-03');
  expect(await codes('hoi hop', 'vnpt')).toBe('');
  expect(await codes('VT-VY-03', 'vnpt')).toBe('');
  expect(await codes('vt-vy-02', 'officer')).toBe('');
  expect(await search('vt-vyy-03', 'vnpt')).toMatchObject({ corrected: false, records: [] });
});

it('on an earlier day only what was there then', async () => {
  expect((await search('me linh', 'inspector', '&asOf=2020-12-25')).records).toEqual([]);
});

it.each([['q='], [''], ['q=a&limit=0'], ['q=a&limit=21'], ['q=a&other=1'], [`q=${'a'.repeat(201)}`]])('refuses %s', async (query) => {
  expect((await by.inspector.get(`search?${query}`)).status).toBe(422);
});
