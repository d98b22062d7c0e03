import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { people, register, segment, station } from '../support/submitting.js';

let registry: Registry;
let viettel: Client, vnpt: Client, inspector: Client;

beforeAll(async () => {
  registry = await startRegistry();
  [viettel, vnpt, inspector] = (await people(registry.url, 'viettel', 'vnpt', 'inspector')) as [Client, Client, Client];
});
afterAll(() => registry?.stop());

const status = async (query = ''): Promise<any> => (await inspector.get(`status?${query}`)).body;
const figuresOf = (body: any, name: string): any => body.items.find((i: any) => i.unit.shortName === name).figures;

describe('facts of the notice, before anybody sent anything', () => {
  it('the six land sites stand in their districts, with their source', async () => {
    const body = await status();
    const sites = Object.fromEntries(
      body.items.filter((i: any) => i.figures.sites.total).map((i: any) => [i.unit.shortName, i.figures.sites.byStage.requested]),
    );
    expect(sites).toEqual({ 'Vĩnh Tường': 1, 'Tam Dương': 1, 'Bình Xuyên': 2, 'Lập Thạch': 2 });
    const records = (await inspector.get('post-office-sites')).body.items;
    expect(new Set(records.map((r: any) => `${r.source.slice(0, 8)} ${r.sample}`))).toEqual(new Set(['Thông bá false']));
    expect(records.map((r: any) => r.commune).sort()).toEqual(['Thị trấn Đạo Đức', 'Xã Hợp Thịnh', 'Xã Liễn Sơn', 'Xã Quất Lưu', 'Xã Tân Tiến', 'Xã Đồng Ích']);
  });

  it('tidying is not undertaken in exactly three districts; nothing is said of the others', async () => {
    const body = await status();
    const not = body.items.filter((i: any) => i.figures.cables.tidyingUndertaken === false).map((i: any) => i.unit.shortName);
    expect(not.sort()).toEqual(['Lập Thạch', 'Sông Lô', 'Tam Dương']);
    expect(body.items.filter((i: any) => i.figures.cables.tidyingUndertaken === null)).toHaveLength(6);
  });

  it('broadband is the notice’s own figure for the province', async () => {
    expect((await status()).total.broadband).toMatchObject({ households: 310000, broadbandHouseholds: 200000, rate: 0.645, sample: false });
  });

  it('the four pilot communes are named in their districts', async () => {
    const pilots = (await status()).items.flatMap((i: any) => i.figures.digitalPilots.map((name: string) => `${name} (${i.unit.shortName})`));
    expect(pilots.sort()).toEqual(['Hướng Đạo (Tam Dương)', 'Lãng Công (Sông Lô)', 'Tam Đảo (Tam Đảo)', 'Thổ Tang (Vĩnh Tường)']);
  });
});

describe('figures of records', () => {
  it('a segment across a district line counts in both by its metres, and they add up', async () => {
    // Vĩnh Yên to Bình Xuyên along a parallel.
    await register(viettel, inspector, 'cable-segments', [
      segment({ code: 'CROSS', method: 'bundle' }, [
        [105.6, 21.285],
        [105.68, 21.285],
      ]),
    ]);
    const body = await status();
    const parts = body.items.map((i: any) => i.figures.cables.byMethod.bundle.plannedM).filter((m: number) => m > 0);
    const [record] = (await inspector.get('cable-segments')).body.items;
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.reduce((a: number, b: number) => a + b)).toBeCloseTo(record.drawnLengthM, 0);
    expect(body.total.cables.lengthM).toBeCloseTo(record.drawnLengthM, 1);
  });

  it('a station counts as shared once a tenant has confirmed an agreement in force', async () => {
    await register(viettel, inspector, 'bts-stations', [station({ code: 'HOST' }), station({ code: 'ALONE' })]);
    const agreement = {
      number: 'HĐ-1',
      tenants: ['vnpt'],
      signedOn: '2020-01-01',
      effectiveFrom: '2020-01-01',
      items: ['mast'],
      stations: ['HOST'],
      status: 'active',
    };
    await register(viettel, inspector, 'sharing-agreements', [agreement]);
    expect(figuresOf(await status(), 'Vĩnh Yên').stations).toMatchObject({ total: 2, shared: 0, sharingRate: 0 });
    await register(viettel, inspector, 'sharing-agreements', [{ number: 'HĐ-1', confirmedByTenantOn: '2020-02-01' }]);
    expect(figuresOf(await status(), 'Vĩnh Yên').stations).toMatchObject({ shared: 1, sharingRate: 0.5 });
    expect((await inspector.get('bts-stations?shared=true')).body.items.map((s: any) => s.code)).toEqual(['HOST']);
  });

  it('an agreement that covers what its host does not have is an error', async () => {
    const answer = await vnpt.post('submissions', {
      kind: 'sharing-agreements',
      items: [
        {
          number: 'HĐ-9',
          tenants: ['vnpt'],
          signedOn: '2020-01-01',
          effectiveFrom: '2021-01-01',
          effectiveTo: '2020-06-01',
          items: ['mast'],
          stations: ['HOST'],
          status: 'active',
        },
      ],
    });
    const [item] = (await vnpt.get(`submissions/${answer.body.id}/items`)).body.items;
    expect(item.checks.map((c: any) => `${c.rule} ${c.path}`).sort()).toEqual(['AGR-01 effectiveTo', 'AGR-01 stations', 'AGR-01 tenants']);
  });

  it('the new map draws the same records: 36 communes of 2025, the former districts still usable', async () => {
    expect((await status('level=commune&unitsAsOf=2026-01-01')).items).toHaveLength(36);
    expect((await status('level=commune&unitsAsOf=2020-12-25')).items).toHaveLength(136);
    expect((await status('level=district')).items).toHaveLength(9);
    const sum = (body: any) => body.items.reduce((n: number, i: any) => n + i.figures.stations.total, 0);
    expect(sum(await status('level=commune&unitsAsOf=2026-01-01'))).toBe(sum(await status('level=district')));
  });
});
