// How quick the search is with a million stations: rows made by SQL, past the path through files, which is measured elsewhere.
import { performance } from 'node:perf_hooks';

const ROUNDS = 12;
const BAR_MS = 100;

/** What people type: words that are everywhere, somewhere, nowhere; codes; a typing error; places. */
const QUERIES = [
  'tram',
  'trạm Vĩnh Yên',
  'nguyen van cu',
  'duong so 77',
  'VT-0123456',
  'vn0999',
  'vi',
  'lap thach',
  'ngã ba chợ',
  'vinh yem',
  'zzzzqq',
  'VT-0123465x',
  '105,6 21,3',
  '2356283 562055',
];

/** In Vietnam: of any day, versions are asked and not the register as it is. */
const TODAY = new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10);

/** Stations spread over the communes of 2020, named after them, with streets and house numbers; every ninth hundredth a plan. */
const fill = (rows) => `
  insert into bts_stations (code, name, owner, address, declared_commune, structure, height_m, technologies, shareable, status, geom, sample)
  select case n % 3 when 0 then 'VT-' when 1 then 'VN-' else 'MB-' end || lpad(n::text, 7, '0'), 'Trạm ' || c.short_name || ' ' || (n % 997),
    (array['viettel', 'vnpt', 'mobifone'])[1 + n % 3], 'Số ' || (n % 300) || ' đường ' || (array['Nguyễn Văn Cừ', 'Trần Phú', 'Lê Lợi', 'Hai Bà Trưng', 'Đường số ' || (n % 100), 'Chu Văn An', 'Ngã ba chợ'])[1 + n % 7],
    c.name, case when n % 4 = 0 then 'bulky' else 'environmentally_friendly' end, 20 + n % 40, array['4G'], n % 2 = 0,
    case when n % 900 = 0 then 'planned' else 'operating' end, st_setsrid(st_makepoint(st_x(c.p) + ((n::bigint * 7919) % 1000 - 500) / 25000.0, st_y(c.p) + ((n::bigint * 104729) % 1000 - 500) / 25000.0), 4326), true
  from generate_series(1, ${rows}) n
  join (select row_number() over (order by code) - 1 as i, short_name, name, st_pointonsurface(geom) as p from administrative_units where level = 'commune' and valid_to is not null) c
    on c.i = n % (select count(*) from administrative_units where level = 'commune' and valid_to is not null)`;

/** @param sql runs a text on a connection of its own */
export async function searching({ url, signIn, rows, sql, note }) {
  const start = performance.now();
  // History and placement are not what is looked at here; words and texts are.
  const kept = ['words', 'texts'].map((what) => `alter table bts_stations enable always trigger bts_stations_${what}_insert`);
  await sql(['set session_replication_role = replica', ...kept, fill(rows), 'analyze']);
  note(`search: ${rows.toLocaleString('en')} stations made by SQL`, `${((performance.now() - start) / 1000).toFixed(0)} s`);
  for (const username of ['planner', 'viettel']) {
    const client = await signIn(url, username);
    let slowest = { p95: 0, text: '' };
    for (const text of QUERIES) {
      const { median, p95 } = await timed(() => client('GET', `search?q=${encodeURIComponent(text)}`).then((response) => response.arrayBuffer()));
      if (p95 > slowest.p95) slowest = { p95, text };
      note(`search "${text}" as ${username}, median, p95`, `${median.toFixed(1)}, ${p95.toFixed(1)} ms`);
    }
    for (const q of ['VT-0123456', 'duong so 77']) {
      const past = await timed(() =>
        client('GET', `bts-stations?q=${encodeURIComponent(q)}&asOf=${TODAY}&limit=50`).then((response) => response.arrayBuffer()),
      );
      note(`list "${q}" of a day as ${username}, median, p95`, `${past.median.toFixed(1)}, ${past.p95.toFixed(1)} ms`);
    }
    note(
      `search as ${username}: slowest p95`,
      `${slowest.p95.toFixed(1)} ms (${slowest.text})`,
      `bar ${BAR_MS} ms`,
      `${(slowest.p95 / BAR_MS).toFixed(2)} × it`,
    );
    const { median, p95 } = await timed(() => client('GET', 'nearest?lon=105.6&lat=21.3').then((response) => response.arrayBuffer()));
    note(`nearest shareable as ${username}, median, p95`, `${median.toFixed(1)}, ${p95.toFixed(1)} ms`);
  }
}

async function timed(work) {
  const times = [];
  await work();
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(ROUNDS / 2)], p95: times[Math.floor(ROUNDS * 0.95)] };
}
