import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { people, register, segment, station } from '../support/submitting.js';

let registry: Registry;
let viettel: Client, vnpt: Client, inspector: Client, planner: Client, officer: Client;
let district: Record<string, number>;
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' }).format(new Date());

beforeAll(async () => {
  registry = await startRegistry();
  [viettel, vnpt, inspector, planner, officer] = (await people(registry.url, 'viettel', 'vnpt', 'inspector', 'planner', 'officer.lapthach')) as [
    Client,
    Client,
    Client,
    Client,
    Client,
  ];
  const { features } = (await inspector.get('units?level=district')).body;
  district = Object.fromEntries(features.map((unit: any) => [unit.properties.shortName, unit.id]));
});
afterAll(() => registry?.stop());

const changesToday = async (client: Client): Promise<number> =>
  (await client.get('register/changes')).body.days.find((one: any) => one.day === today)?.changes ?? 0;

describe('the register’s days', () => {
  it('begin with the facts of the notice and name the day of the new units', async () => {
    const { body } = await inspector.get('register/changes');
    expect(body).toMatchObject({ today, days: [{ day: '2020-12-01', changes: 6 }] });
    expect(body.unitDays).toContain('2025-07-01');
  });

  it('count every version; an operator is not told of another’s plans, an officer of other districts', async () => {
    await register(viettel, inspector, 'bts-stations', [station({ code: 'OPEN' }), station({ code: 'PLAN', status: 'planned' })]);
    const { status } = await vnpt.get('bts-stations?q=PLAN');
    expect(status).toBe(200);
    const counts = await Promise.all([inspector, planner, viettel, vnpt, officer].map(changesToday));
    expect(counts).toEqual([2, 2, 2, 1, 0]);
    // In Lập Thạch.
    await register(viettel, inspector, 'bts-stations', [station({ code: 'LT' }, 105.46, 21.42)]);
    expect(await Promise.all([inspector, vnpt, officer].map(changesToday))).toEqual([3, 2, 1]);
    await register(viettel, inspector, 'bts-stations', [{ code: 'OPEN', heightM: 44 }]);
    expect(await Promise.all([inspector, vnpt, officer].map(changesToday))).toEqual([4, 3, 1]);
  });
});

describe('a unit’s series', () => {
  it('goes from the first day of the register to the last, at the ends of quarters', async () => {
    const days = (await inspector.get(`status/series?unit=${district['Vĩnh Yên']}`)).body.items.map((item: any) => item.day);
    expect([days[0], days.at(-1)]).toEqual(['2020-12-01', today]);
    expect(days.length).toBeLessThanOrEqual(20);
    expect([...days].sort()).toEqual(days);
    expect(days.slice(1, -1).every((day: string) => /(03-31|06-30|09-30|12-31)$/.test(day))).toBe(true);
  });

  it('ends on a given day, never after today', async () => {
    expect((await inspector.get('status/series?to=2021-05-05')).body.items.at(-1).day).toBe('2021-05-05');
    expect((await inspector.get('status/series?to=2999-01-01')).body.items.at(-1).day).toBe(today);
  });

  it('counts a segment by its metres inside', async () => {
    await register(viettel, inspector, 'cable-segments', [
      segment({ code: 'CROSS', method: 'bundle' }, [
        [105.6, 21.285],
        [105.68, 21.285],
      ]),
    ]);
    const last = async (query: string) => (await inspector.get(`status/series?${query}`)).body.items.at(-1).figures.cables.lengthM;
    const parts = await Promise.all(Object.values(district).map((id) => last(`unit=${id}`)));
    expect(parts.reduce((a, b) => a + b)).toBeCloseTo(await last(''), 0);
  });

  it('costs nothing when nothing changed: 304 until the register changes, for each user alone', async () => {
    const path = `status/series?unit=${district['Vĩnh Yên']}`;
    const etag = (await viettel.get(path)).headers.get('etag')!;
    expect((await viettel.fetch('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await inspector.fetch('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(200);
    expect((await viettel.fetch('GET', `${path}&owner=vnpt`, { headers: { 'if-none-match': etag } })).status).toBe(200);
    await register(viettel, inspector, 'bts-stations', [station()]);
    expect((await viettel.fetch('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });
});

describe('one unit', () => {
  it('knows what it belongs to, its parts and what came after', async () => {
    const { body } = await planner.get(`units/${district['Lập Thạch']}`);
    expect(body.properties).toMatchObject({ name: 'Huyện Lập Thạch', level: 'district', inForce: false, validTo: '2025-06-30' });
    expect(body.children.every((one: any) => one.level === 'commune')).toBe(true);
    expect(body.children.length).toBeGreaterThan(10);
    expect(body.parents.map((one: any) => one.level)).toEqual(['province']);
    expect(body.geometry.type).toBe('MultiPolygon');
    const commune = (await planner.get(`units/${body.children[0].id}`)).body;
    expect(commune.parents.at(-1)).toMatchObject({ name: 'Huyện Lập Thạch' });
    expect(commune.after.every((one: any) => one.validFrom === '2025-07-01')).toBe(true);
    expect((await planner.get('units/999999')).status).toBe(404);
  });

  it('says who sent what last for it; an operator reads of itself only', async () => {
    const unit = district['Vĩnh Yên'];
    const id = await register(vnpt, inspector, 'bts-stations', [station(), station()]);
    const senders = async (client: Client, of = unit) =>
      (await client.get(`units/${of}/senders`)).body.items.map((one: any) => [one.code, one.kind, one.records]);
    const all = await senders(inspector);
    expect(all[0]).toEqual(['vnpt', 'bts-stations', 2]);
    expect(all).toContainEqual(['viettel', 'bts-stations', 1]);
    expect(all).toContainEqual(['mobifone', null, 0]);
    expect((await inspector.get(`units/${unit}/senders`)).body.items[0]).toMatchObject({ submissionId: id, decidedAt: expect.stringMatching(/^\d{4}-/) });
    expect(await senders(vnpt)).toEqual([['vnpt', 'bts-stations', 2]]);
    expect(await senders(vnpt, district['Sông Lô'])).toEqual([['vnpt', null, 0]]);
    // An officer is told of the own district.
    expect((await senders(officer)).every(([, kind]: [string, string | null]) => kind === null)).toBe(true);
    // The two land sites of the notice there came from Vietnam Post.
    const known = (await senders(officer, district['Lập Thạch'])).filter(([, kind]: [string, string | null]) => kind !== null);
    expect(known).toEqual([
      ['viettel', 'bts-stations', 1],
      ['vnpost', 'post-office-sites', 2],
    ]);
  });
});
