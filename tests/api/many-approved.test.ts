// Many items approved at once: part of what follows from them is written by a second session, and must be as if one had written it all, or not be there.
import { setTimeout as sleep } from 'node:timers/promises';
import { raw } from '../../api/src/database/sql.js';
import { kindNamed } from '../../api/src/registry/kinds.js';
import { matches, textKept } from '../../api/src/registry/record-filter.js';
import type { Client } from '../support/client.js';
import { startRegistry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { inReview, people, register, station, step } from '../support/submitting.js';

/** More than one part of a package, and so many that a second session takes part. */
const MANY = 10_100;
const ENOUGH = 600;

let sql: Sql;
let viettel: Client;
let vnpt: Client;
let inspector: Client;
let serial = 0;

beforeAll(async () => {
  const registry = await startRegistry();
  sql = await openSql(registry);
  [viettel, vnpt, inspector] = (await people(registry.url, 'viettel', 'vnpt', 'inspector')) as [Client, Client, Client];
});
afterAll(() => sql?.close());

/** Some hundred words of letters only, others in each package. */
const letters = (n: number): string => [...String(((n * 7) % 300) + 1000 * serial)].map((digit) => 'bcdfghklmn'[Number(digit)]).join('');

/** Stations on a grid through the middle of the province, each package on a grid of its own. @returns the submission, all items approved */
async function approved(count: number): Promise<number> {
  const shift = ++serial * 1e-5;
  const items = Array.from({ length: count }, (_, n) =>
    station({
      name: `Trạm ${letters(n)}`,
      address: `Ngõ ${letters(n)}a`,
      declaredCommune: `Xã ${letters(n)}b`,
      geometry: { type: 'Point', coordinates: [105.52 + (n % 110) * 0.001 + shift, 21.24 + Math.floor(n / 110) * 0.001 + shift] },
    }),
  );
  const id = await inReview(viettel, inspector, 'bts-stations', items);
  await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
  return id;
}

const applied = (id: number): Promise<number> =>
  sql.value(
    `select count(*)::int from applied_items a join submission_items i on i.id = a.item_id join bts_stations s on s.id = a.record_id where i.submission_id = $1`,
    [id],
  );
/** A point lies in five units: two communes, of before and after 2025, and what they are in. */
const placed = (id: number): Promise<number> =>
  sql.value(
    `select count(*)::int from applied_items a join submission_items i on i.id = a.item_id
      where i.submission_id = $1 and (select count(*) from placements p where p.record_id = a.record_id) = 5`,
    [id],
  );
const placedForNothing = (): Promise<number> =>
  sql.value(
    `select count(*)::int from placements p where not exists (select 1 from record_versions v where v.record_id = p.record_id and v.revision = p.revision)`,
  );
/** The spelling learns words, and the search index texts, when all is written. */
async function wordsCame(): Promise<void> {
  while (await sql.value(`select count(*)::int from unworded_submissions`)) await sleep(50);
}
const unindexed = (): Promise<number> => sql.value(`select count(*)::int from record_texts where not indexed`);
/** Records of which something else is searched than what stands in them, or nothing, and texts of no record. */
const textsAstray = (): Promise<number> =>
  sql.value(
    `select count(*)::int
      from (select id, 'bts-stations' as kind, concat(code, ' ', name, ' ', address, ' ', declared_commune) as text from bts_stations
        union all select id, 'sharing-agreements', number || ' ' || host from sharing_agreements
        union all select id, 'cable-segments', concat(code, ' ', name, ' ', street) from cable_segments
        union all select id, 'post-office-sites', concat(code, ' ', name, ' ', commune) from post_office_sites) r
      full join record_texts t on t.record_id = r.id and t.kind = r.kind where t.folded is distinct from fold(r.text)`,
  );
const waiting = (): Promise<number> => sql.value(`select count(*)::int from placed_ahead`);

/** Items near a shareable mast of another owner, by the ellipsoid; and those of which that was found, with how far it is. */
const nearMasts = (id: number) =>
  sql.rows<{ row: number; near: number; said: number | null }>(
    `select i.row_number as row, round(m.metres)::int as near, (regexp_match(f.en, 'About ([0-9]+) m'))[1]::int as said
      from submission_items i cross join lateral (select min(st_distance(s.geom::geography, i.geom::geography)) as metres from bts_stations s where s.shareable and s.owner <> i.owner) m
      left join item_findings f on f.item_id = i.id and f.rule = 'BTS-04'
      where i.submission_id = $1 and (m.metres < 299 or f.item_id is not null) order by 1`,
    [id],
  );

it('finds the masts near every part of a large file, and keeps what each row says', async () => {
  const masts = [21.2451, 21.2851, 21.3251].map((lat) =>
    station({ owner: 'vnpt', shareable: true, geometry: { type: 'Point', coordinates: [105.5601, lat] } }),
  );
  await register(vnpt, inspector, 'bts-stations', masts);
  const id = await approved(MANY);
  const near = await nearMasts(id);
  expect(near.filter(({ near, said }) => near !== said)).toEqual([]);
  expect([near.some(({ row }) => row < 1500), near.some(({ row }) => row > MANY - 1500), near.length > 60]).toEqual([true, true, true]);
  expect(await sql.value(`select count(*)::int from submission_items i where i.submission_id = $1 and i.cells <> ''`, [id])).toBe(0);
  const { items, next } = (await viettel.get(`submissions/${id}/items?limit=200`)).body;
  const more = (await viettel.get(`submissions/${id}/items?limit=200&cursor=${next}`)).body.items;
  expect([...items, ...more].filter(({ raw, data }: any) => raw.code !== data.code || raw.name !== data.name || raw.address !== data.address)).toEqual([]);
  expect([items.length, more.length]).toEqual([200, 200]);
}, 120_000);

it('puts every record where its own trigger would have put it, and in the order of the file', async () => {
  const id = await approved(MANY);
  expect((await step(inspector, id, 'conclude')).counts).toMatchObject({ approved: MANY });
  expect(await applied(id)).toBe(MANY);
  await wordsCame();
  const unlike = await sql.undone(async () => {
    const words = await sql.value(`select count(*)::int from search_words`);
    // The next version has the same place, and is put down by the trigger.
    await sql.rows(
      `update bts_stations s set note = 'lại' from applied_items a join submission_items i on i.id = a.item_id where i.submission_id = $1 and a.record_id = s.id`,
      [id],
    );
    expect(await sql.value(`select count(*)::int from search_words`)).toBe(words);
    expect(words).toBeGreaterThan(900);
    return sql.value(
      `select count(*)::int from (
        select v.record_id, array_agg(p.unit_id order by p.unit_id) filter (where p.revision = 1) as ahead, array_agg(p.unit_id order by p.unit_id) filter (where p.revision = 2) as placed
        from record_versions v join placements p using (record_id, revision) where v.kind = 'bts-stations' group by 1) r
        where r.placed is not null and r.ahead is distinct from r.placed`,
    );
  });
  expect(unlike).toBe(0);
  expect(await sql.value(`select count(distinct unit_id)::int from placements`)).toBeGreaterThan(20);
  expect(
    await sql.value(
      `select count(*)::int from (select a.record_id <= lag(a.record_id) over (order by i.row_number) as back from applied_items a join submission_items i on i.id = a.item_id
        where i.submission_id = $1) o where o.back`,
      [id],
    ),
  ).toBe(0);
  expect([await placedForNothing(), await waiting(), await unindexed(), await textsAstray()]).toEqual([0, 0, 0, 0]);
  // Else the planner would believe that the index holds nothing.
  expect(await sql.value(`select most_common_vals::text from pg_stats where tablename = 'record_texts' and attname = 'indexed'`)).toBe('{t}');
}, 120_000);

it('searches what records said on a day', async () => {
  const on = async (day: string, write: string): Promise<void> => {
    await sql.rows('begin');
    await sql.rows(`select set_config('registry.user_id', '1', true), set_config('registry.recorded_at', '${day} 10:00+07', true)`);
    await sql.rows(write);
    await sql.rows('commit');
  };
  const values = `'VT-XUA', 'viettel', 'bulky', 30, '{4G}', 'operating', 'SRID=4326;POINT(105.6002 21.3002)'::geometry`;
  await on('2021-01-05', `insert into bts_stations (name, code, owner, structure, height_m, technologies, status, geom) values ('Trạm Thuở Đầu', ${values})`);
  await on('2021-02-05', `update bts_stations set name = 'Trạm Giữa Chừng' where code = 'VT-XUA'`);
  await on('2021-03-05', `delete from bts_stations where code = 'VT-XUA'`);
  const found = async (q: string, day: string): Promise<string> => {
    const asked = `q=${encodeURIComponent(q)}&asOf=${day}`;
    const [list, groups] = [(await inspector.get(`bts-stations?${asked}`)).body, (await inspector.get(`search?${asked}`)).body.records];
    return [...list.items, ...groups.flatMap((group: any) => group.items)].map((item: any) => item.code).join(' ');
  };
  expect([await found('thuo dau', '2021-01-10'), await found('thuo dau', '2021-02-10')]).toEqual(['VT-XUA VT-XUA', '']);
  expect([await found('Giữa chừng', '2021-01-10'), await found('Giữa chừng', '2021-02-10')]).toEqual(['', 'VT-XUA VT-XUA']);
  expect([await found('giua chung', '2021-03-10'), await found('giua chung', '2020-12-25')]).toEqual(['', '']);
});

it('searches what records say now, whoever changes or removes them', async () => {
  const near = (lon: number): object => ({ type: 'Point', coordinates: [lon, 21.3] });
  await register(vnpt, inspector, 'bts-stations', [
    station({ owner: 'vnpt', code: 'VN-A1', name: 'Trạm Cũ', geometry: near(105.6) }),
    station({ owner: 'vnpt', code: 'VN-A2', name: 'Trạm Bỏ', geometry: near(105.61) }),
  ]);
  const found = async (q: string): Promise<string[]> =>
    (await inspector.get(`bts-stations?q=${encodeURIComponent(q)}`)).body.items.map((item: any) => item.code).sort();
  expect([await found('VN- trạm cũ'), await found('vn-a2 bo')]).toEqual([['VN-A1'], ['VN-A2']]);
  await sql.as('inspector', `update bts_stations set name = 'Trạm Đổi' where code = 'VN-A1'`);
  await sql.as('inspector', `delete from bts_stations where code = 'VN-A2'`);
  expect([await found('VN- trạm cũ'), await found('vn- tram doi'), await found('vn-a2 bo')]).toEqual([[], ['VN-A1'], []]);
  expect(await textsAstray()).toBe(0);
});

// Only because both are spelled out does the planner look into the index for what is there and go through what is not: with a million names all would be read.
it('looks into the index, and through the few texts that are not there yet', async () => {
  const { text, values } = textKept(kindNamed('bts-stations'), matches(raw('t.folded'), 'Vĩnh Yên'));
  const plan = await sql.undone(async () => {
    for (const way of ['seqscan', 'indexscan', 'indexonlyscan']) await sql.rows(`set local enable_${way} = off`);
    return JSON.stringify(await sql.rows(`explain select v.id from bts_stations v where ${text}`, values));
  });
  expect(plan).toMatch(/BitmapOr.*record_texts_bts_stations_idx.*record_texts_unindexed_idx/);
});

it('writes and places items whose numbers lie far apart, as those of rows that were added later', async () => {
  const id = await approved(ENOUGH);
  const last = `(select max(id) from submission_items where submission_id = ${id})`;
  await sql.rows(`delete from item_findings where item_id = ${last}`);
  await sql.rows(`update submission_items set id = id + 1000000 where id = ${last}`);
  expect((await step(inspector, id, 'conclude')).state).toBe('decided');
  expect([await applied(id), await placed(id), await placedForNothing()]).toEqual([ENOUGH, ENOUGH, 0]);
});

it('learns the words of a package whose process ended too soon', async () => {
  const [first, second] = [await approved(ENOUGH), await approved(ENOUGH)];
  const words = `(select w from submission_items i, letter_words(i.data ->> 'address') w where i.submission_id = ${first})`;
  const unknown = () => sql.value(`select count(*)::int from ${words} w where w not in (select word from search_words)`);
  await step(inspector, first, 'conclude');
  await wordsCame();
  expect(await unknown()).toBe(0);
  await sql.rows(`delete from search_words where word in ${words}`);
  expect(await unknown()).toBeGreaterThan(100);
  await sql.rows(`insert into unworded_submissions values ($1)`, [first]);
  await step(inspector, second, 'conclude');
  await wordsCame();
  expect(await unknown()).toBe(0);
}, 120_000);

it('finds a record by its name at once, whether or not the index has it', async () => {
  const id = await approved(ENOUGH);
  await step(inspector, id, 'conclude');
  const { code, record } = (
    await sql.rows(`select i.code, a.record_id as record from submission_items i join applied_items a on a.item_id = i.id where i.submission_id = $1 limit 1`, [
      id,
    ])
  )[0];
  const found = async (): Promise<number[]> => {
    const [list, groups] = [(await inspector.get(`bts-stations?q=${code}`)).body, (await inspector.get(`search?q=${code}`)).body.records];
    return [...list.items, ...groups.flatMap((group: any) => group.items)].map((item: any) => item.id);
  };
  expect(await found()).toEqual([record, record]);
  await wordsCame();
  expect(await unindexed()).toBe(0);
  await sql.rows(`update record_texts set indexed = false where record_id = $1`, [record]);
  expect(await found()).toEqual([record, record]);
});

it('leaves nothing behind when it fails, and is done as if nothing had been when it is asked for again', async () => {
  const id = await approved(ENOUGH);
  const { code } = (await sql.rows(`select code from submission_items where submission_id = $1 order by row_number desc limit 1`, [id]))[0];
  const before = await sql.value(`select count(*)::int from bts_stations`);
  await sql.rows(`alter table bts_stations add constraint not_this_one check (code <> '${code}')`);
  expect((await inspector.post(`submissions/${id}/conclude`)).status).toBe(500);
  await sql.rows(`alter table bts_stations drop constraint not_this_one`);
  expect([await applied(id), await placedForNothing(), await textsAstray(), await waiting()]).toEqual([0, 0, 0, 0]);
  expect(await sql.value(`select count(*)::int from bts_stations`)).toBe(before);
  expect((await step(inspector, id, 'conclude')).state).toBe('decided');
  expect([await applied(id), await placedForNothing(), await textsAstray(), await waiting()]).toEqual([ENOUGH, 0, 0, 0]);
});

it('does without a second session where that one fails', async () => {
  const id = await approved(ENOUGH);
  await sql.rows(`alter table placed_ahead add constraint no_second_session check (submission_id <> ${id})`);
  expect((await step(inspector, id, 'conclude')).state).toBe('decided');
  await sql.rows(`alter table placed_ahead drop constraint no_second_session`);
  expect([await applied(id), await placed(id), await placedForNothing(), await textsAstray()]).toEqual([ENOUGH, ENOUGH, 0, 0]);
});

it('takes away what a process left that ended in the middle', async () => {
  const id = await approved(ENOUGH);
  const lost = [5_000_000_001, 5_000_000_002, 5_000_000_007];
  await sql.rows(
    `insert into placements (record_id, revision, unit_id) select r, 1, min(u.id) from unnest($1::bigint[]) r, administrative_units u group by r`,
    [lost],
  );
  await sql.rows(`insert into record_texts (record_id, kind, folded, indexed) select r, 'bts-stations', 'lac', false from unnest($1::bigint[]) r`, [lost]);
  await sql.rows(`insert into placed_ahead select $1, range_agg(int8range(r, r, '[]')) from unnest($2::bigint[]) r`, [id, lost]);
  expect([await placedForNothing(), await textsAstray()]).toEqual([3, 3]);
  expect((await step(inspector, id, 'conclude')).state).toBe('decided');
  expect([await applied(id), await placedForNothing(), await textsAstray(), await waiting()]).toEqual([ENOUGH, 0, 0, 0]);
});
