import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { draft, inReview, people, register, segment, station, step } from '../support/submitting.js';

const NAMES = ['viettel', 'vnpt', 'mobifone', 'inspector', 'officer.lapthach', 'planner', 'admin'] as const;
type Name = (typeof NAMES)[number];
const KINDS = ['bts-stations', 'sharing-agreements', 'cable-segments', 'post-office-sites'] as const;

let registry: Registry;
let by: Record<Name, Client>;

beforeAll(async () => {
  registry = await startRegistry();
  const clients = await people(registry.url, ...NAMES);
  by = Object.fromEntries(NAMES.map((name, n) => [name, clients[n]!])) as Record<Name, Client>;
});

describe('policy', () => {
  const SECRET = { transmitPowerW: 40, buildingPermitNo: 'GP-7', note: 'Chủ đất muốn tăng giá' };
  let moved: number;

  beforeAll(async () => {
    const { viettel, vnpt, mobifone, inspector } = by;
    const [LAP_THACH, VINH_YEN] = [
      [105.48, 21.42],
      [105.6, 21.3],
    ] as const;
    await register(viettel, inspector, 'bts-stations', [
      station({ code: 'V', ...SECRET }, ...LAP_THACH),
      station({ code: 'V-plan', status: 'planned' }, ...LAP_THACH),
      station({ code: 'V-was-plan', status: 'planned', name: 'Tên cũ' }, ...LAP_THACH),
    ]);
    await register(viettel, inspector, 'bts-stations', [station({ code: 'V-was-plan', ...SECRET }, ...VINH_YEN)]);
    await register(mobifone, inspector, 'bts-stations', [
      station({ code: 'M', transmitPowerW: 80 }, ...VINH_YEN),
      station({ code: 'M-plan', status: 'planned' }, ...VINH_YEN),
    ]);
    await register(vnpt, inspector, 'cable-segments', [segment({ code: 'S', note: SECRET.note })]);
    const agreement = {
      tenants: ['vnpt'],
      signedOn: '2020-01-01',
      effectiveFrom: '2020-01-01',
      items: ['mast'],
      stations: ['V'],
      monthlyRentVnd: 5_000_000,
      note: SECRET.note,
    };
    await register(viettel, inspector, 'sharing-agreements', [
      { ...agreement, number: 'A', status: 'active' },
      { ...agreement, number: 'A-plan', status: 'proposed' },
    ]);
    moved = (await inspector.get('bts-stations?q=V-was-plan')).body.items[0].id;
  });

  /** The codes of the records of a kind that a client comes across, by every way there is, which must be the same. */
  async function seen(client: Client, kind: string): Promise<string> {
    const code = kind === 'sharing-agreements' ? 'number' : 'code';
    const list = (await client.get(kind)).body;
    const ways = [
      list.items,
      (await client.get(`${kind}?asOf=2099-01-01`)).body.items,
      (await client.get(`${kind}/features`)).body.features.map((f: any) => f.properties),
      (await client.get(`${kind}/export.geojson`)).body.features.map((f: any) => f.properties),
    ].map((records) => records.map((record: any) => record[code]).join(' '));
    expect([new Set(ways).size, list.items.length]).toEqual([1, list.total]);
    return ways[0]!;
  }

  it.each([
    ['inspector', 'V V-plan V-was-plan M M-plan', 'A A-plan', 'S', 6],
    ['planner', 'V V-plan V-was-plan M M-plan', 'A A-plan', 'S', 6],
    ['viettel', 'V V-plan V-was-plan M', 'A A-plan', 'S', 6],
    ['vnpt', 'V V-was-plan M', 'A A-plan', 'S', 6],
    ['mobifone', 'V V-was-plan M M-plan', 'A', 'S', 6],
    ['officer.lapthach', 'V V-plan', 'A A-plan', '', 2],
  ] as const)(
    '%s sees stations %s, agreements %s, segments %s and %i sites, and the figures count just these',
    async (name, stations, agreements, segments, sites) => {
      const client = by[name];
      expect([await seen(client, KINDS[0]), await seen(client, KINDS[1]), await seen(client, KINDS[2])]).toEqual([stations, agreements, segments]);
      const { total } = (await client.get('status')).body;
      const words = (text: string): number => text.split(' ').filter(Boolean).length;
      expect([total.stations.total, total.agreements.total, total.cables.segments, total.sites.total]).toEqual([
        words(stations),
        words(agreements),
        words(segments),
        sites,
      ]);
    },
  );

  it('counts for the officer nothing outside Lập Thạch', async () => {
    const { items } = (await by['officer.lapthach'].get('status')).body;
    expect(items.filter((item: any) => item.figures.stations.total + item.figures.sites.total > 0).map((item: any) => item.unit.shortName)).toEqual([
      'Lập Thạch',
    ]);
  });

  it('says of a hidden record that there is none, and of its history', async () => {
    for (const { id, code } of (await by.inspector.get('bts-stations')).body.items)
      for (const name of ['mobifone', 'officer.lapthach'] as const) {
        const status = (await seen(by[name], 'bts-stations')).split(' ').includes(code) ? 200 : 404;
        for (const path of [`bts-stations/${id}`, `bts-stations/${id}/history`])
          expect([code, name, (await by[name].get(path)).status]).toEqual([code, name, status]);
      }
  });

  /** What a record says of some fields, by every way there is. */
  async function told(client: Client, kind: string, query: string, fields: string[]): Promise<string> {
    const [record] = (await client.get(`${kind}?${query}`)).body.items;
    const ways = [
      record,
      (await client.get(`${kind}/${record.id}`)).body,
      (await client.get(`${kind}?asOf=2099-01-01&${query}`)).body.items[0],
      (await client.get(`${kind}/features?${query}`)).body.features[0].properties,
      (await client.get(`${kind}/export.geojson?${query}`)).body.features[0].properties,
    ].map((values) => fields.map((field) => (values[field] === null ? '-' : 'x')).join(''));
    expect(new Set(ways).size).toBe(1);
    return ways[0]!;
  }

  it.each([
    ['viettel', 'xxx', 'xx', '-'],
    ['vnpt', '---', 'xx', 'x'],
    ['mobifone', '---', '--', '-'],
    ['planner', '---', '--', '-'],
    ['inspector', 'xxx', 'xx', 'x'],
    ['admin', 'xxx', 'xx', 'x'],
  ] as const)('%s reads of a station of Viettel %s, of its agreement with VNPT %s, of a segment of VNPT %s', async (name, station, agreement, segment) => {
    expect(await told(by[name], 'bts-stations', 'q=V&owner=viettel', Object.keys(SECRET))).toBe(station);
    expect(await told(by[name], 'sharing-agreements', 'status=active', ['monthlyRentVnd', 'note'])).toBe(agreement);
    expect(await told(by[name], 'cable-segments', 'q=S', ['note'])).toBe(segment);
  });

  it.each([
    'bts-stations?owner=viettel&transmitPowerW=40',
    'bts-stations?owner=viettel&transmitPowerW.min=1',
    'bts-stations?owner=viettel&buildingPermitNo=GP-7',
    `bts-stations?owner=viettel&note=${encodeURIComponent(SECRET.note)}`,
    'bts-stations?owner=viettel&status=planned',
    'bts-stations?q=V-plan',
    'sharing-agreements?monthlyRentVnd.max=9000000',
    'sharing-agreements?status=proposed',
  ])('nothing is found by what may not be read: %s', async (path) => {
    const totals = [];
    for (const name of ['viettel', 'mobifone'] as const) totals.push((await by[name].get(path)).body.total);
    expect([totals[0]! > 0, totals[1]]).toEqual([true, 0]);
  });

  it('sorting by what may not be read tells nothing', async () => {
    const sorted = async (name: Name) => (await by[name].get('bts-stations?sort=transmitPowerW')).body.items.map((s: any) => s.code).slice(0, 2);
    expect([await sorted('inspector'), await sorted('mobifone')]).toEqual([
      ['V', 'V-was-plan'],
      ['M', 'V'],
    ]);
  });

  it('history keeps to itself what was a plan and what may not be read', async () => {
    const read = async (name: Name) =>
      (await by[name].get(`bts-stations/${moved}/history`)).body.items.map((v: any) => [
        v.revision,
        v.movedM !== null,
        v.changes.filter((c: any) => c.field in SECRET || c.before).map((c: any) => c.field),
      ]);
    expect(await read('mobifone')).toEqual([[2, false, []]]);
    expect((await read('viettel')).map(([revision, moved]: [number, boolean]) => [revision, moved])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  it('nobody writes the four tables but review', async () => {
    const before = (await by.inspector.get('bts-stations')).body;
    const answers: number[] = [];
    for (const name of NAMES)
      for (const kind of KINDS)
        for (const [method, path] of [
          ['POST', ''],
          ['PUT', ''],
          ['PATCH', ''],
          ['DELETE', ''],
          ['POST', `/${moved}`],
          ['PUT', `/${moved}`],
          ['PATCH', `/${moved}`],
          ['DELETE', `/${moved}`],
        ] as const)
          answers.push((await by[name].fetch(method, `${kind}${path}`, { body: '{"name":"x"}', headers: { 'content-type': 'application/json' } })).status);
    expect(answers.filter((status) => status !== 404 && status !== 405)).toEqual([]);
    expect((await by.inspector.get('bts-stations')).body).toEqual(before);
  });

  it('an operator neither sees nor moves the submission of another', async () => {
    const { items } = (await by.viettel.get('submissions')).body;
    expect((await by.mobifone.get('submissions')).body.items.map((s: any) => s.owner.code)).toEqual(['mobifone']);
    for (const action of ['', '/items']) expect((await by.mobifone.get(`submissions/${items[0].id}${action}`)).status).toBe(404);
    for (const action of ['submit', 'withdraw']) expect((await by.mobifone.post(`submissions/${items[0].id}/${action}`)).status).toBe(404);
  });

  it('history tells the authority’s words on a submission to its owner, not to other operators', async () => {
    const id = await inReview(by.viettel, by.inspector, 'bts-stations', [station({ code: 'V-words' })]);
    await step(by.inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    await step(by.inspector, id, 'conclude', { comment: 'Nợ phí thẩm định' });
    const record = (await by.viettel.get('bts-stations?q=V-words')).body.items[0].id;
    const words = async (name: Name) => (await by[name].get(`bts-stations/${record}/history`)).body.items[0].reason;
    expect([await words('viettel'), await words('mobifone')]).toEqual(['Nợ phí thẩm định', null]);
  });

  it('history names the package and its words to those who may see that package', async () => {
    const id = await draft(by.viettel, 'bts-stations', [station({ code: 'V-source', heightM: 45 })]);
    await step(by.viettel, id, 'submit', { message: 'Thay hồ sơ giấy số 12' });
    await step(by.inspector, id, 'claim');
    const [item] = (await by.inspector.get(`submissions/${id}/items`)).body.items;
    await by.inspector.patch(`submissions/${id}/items/${item.id}`, { values: { heightM: 48 } });
    await step(by.inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    await step(by.inspector, id, 'conclude');
    const record = (await by.viettel.get('bts-stations?q=V-source')).body.items[0].id;
    const source = async (name: Name) => (await by[name].get(`bts-stations/${record}/history`)).body.items[0].submission;
    const all = { id, sender: 'Viettel', message: 'Thay hồ sơ giấy số 12', fixed: true };
    expect([await source('viettel'), await source('inspector'), await source('mobifone'), await source('planner')]).toEqual([all, all, null, null]);
  });

  it('an agreement does not give away the planned station it covers', async () => {
    const [planned] = (await by.inspector.get('bts-stations?q=V-plan')).body.items;
    const agreement = {
      number: 'A-on-plan',
      tenants: ['vnpt'],
      signedOn: '2020-01-01',
      effectiveFrom: '2020-01-01',
      items: ['mast'],
      stations: ['V-plan'],
      status: 'active',
    };
    await register(by.viettel, by.inspector, 'sharing-agreements', [agreement]);
    const read = async (name: Name) =>
      JSON.stringify([(await by[name].get('sharing-agreements')).body, (await by[name].get('sharing-agreements/features')).body]);
    const given = (text: string) => [text.includes('"V-plan"'), text.includes(JSON.stringify(planned.geometry.coordinates))];
    expect([given(await read('viettel')), given(await read('mobifone'))]).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});
