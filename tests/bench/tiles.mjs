// Vector tiles of a register of a million stations, each beside a bare query that a plain client sends to the same database in the same run.
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fill } from './million.mjs';

const TILES = 150;
/** Places by lot; those of the far zooms lie in the same few tiles. */
const OVERVIEWS = 40;
const LIMIT_KB = 300;
const STATUS_ROUNDS = 20;

/** The same tile, written by hand over the bare table: no policy, no filter, no limit, nobody signed in, no HTTP. */
const BARE = {
  'bts-stations': (tile) => `
    select st_asmvt(t, 'bts-stations', 4096, 'shape', 'id') as tile from (
      select s.id, s.code, s.name, s.owner, s.structure, s.status, array_to_string(s.technologies, ',') as technologies, n.station_id is not null as shared, coalesce(n.tenants, 0) as tenants,
        coalesce(s.status = 'operating' and s.inspection_expires_on < current_date, false) as "inspectionOverdue", ${shape('s.geom', tile)} as shape
      from bts_stations s left join (
        select l.station_id, count(distinct k.tenant)::int as tenants from sharing_agreement_stations l join sharing_agreements a on a.id = l.agreement_id
          join sharing_agreement_tenants k on k.agreement_id = a.id join bts_stations b on b.id = l.station_id and b.geom && ${box(tile)}
        where a.status = 'active' and a.confirmed_by_tenant_on is not null and a.effective_from <= current_date and (a.effective_to is null or a.effective_to >= current_date)
        group by l.station_id) n on n.station_id = s.id
      where s.geom && ${box(tile)}) t`,
  'cable-segments': (tile) => `
    select st_asmvt(t, 'cable-segments', 4096, 'shape', 'id') as tile from (
      select s.id, s.code, s.name, s.street, s.method, s.status, s.status in ('planned', 'in_progress') and s.planned_year < extract(year from current_date) as overdue,
        s.lead_organization as "leadOrganization", round(st_length(s.geom::geography)::numeric, 1)::float8 as "drawnLengthM", ${shape('s.geom', tile)} as shape
      from cable_segments s where s.geom && ${box(tile)}) t`,
};

const shape = (column, [z, x, y]) => `st_asmvtgeom(st_transform(${column}, 3857), st_tileenvelope(${z}, ${x}, ${y}), 4096, 64, true)`;
const box = ([z, x, y]) => `st_transform(st_expand(st_tileenvelope(${z}, ${x}, ${y}), ${((2 * Math.PI * 6378137) / 2 ** z / 4096) * 64}), 4326)`;

const grouping = ([z, x, y]) => `
  select floor((st_x(geom) + 180) / 360 * ${2 ** z * 8}) as cx, floor((0.5 - ln(tan(pi() / 4 + radians(st_y(geom)) / 2)) / (2 * pi())) * ${2 ** z * 8}) as cy,
    count(*), avg(st_x(geom)), avg(st_y(geom)), count(*) filter (where structure = 'bulky') as bulky, count(*) filter (where status = 'operating') as operating
  from bts_stations where geom && st_transform(st_tileenvelope(${z}, ${x}, ${y}), 4326) group by 1, 2`;

/** Fills the register and measures; `note` takes a line of the table. */
export async function tiling({ url, client, signIn, count, note }) {
  const time = await fill(client, { stations: count, segments: count / 5, agreements: count / 200 });
  note(`a register of ${count.toLocaleString('en')} stations and ${(count / 5).toLocaleString('en')} segments made`, `${Math.round(time)} s`);
  await counting(client, note);
  // What was filled would be swept in the background meanwhile, on one of the two cores.
  await client.query('vacuum analyze');
  await measureStatus({ url, client, signIn, note });
  await measureTiles({ url, client, signIn, note });
}

/** The server counts what was written in the background. */
async function counting(client, note) {
  const start = performance.now();
  await counted(client);
  note('counted into sums, in the background, after that', `${Math.round((performance.now() - start) / 1000)} s`);
}

async function counted(client) {
  for (;;) {
    const { rows } = await client.query('select not stale and not exists (select 1 from uncounted_records) as done from sums_state');
    if (rows[0].done) break;
    await sleep(100);
  }
}

/** First answers, each after a change to the register that has been counted into the sums, and those after them, while nothing changes. */
async function measureStatus({ url, client, signIn, note }) {
  const { rows: stations } = await client.query('select id from bts_stations order by hashint8extended(id, 41) limit $1', [STATUS_ROUNDS]);
  for (const username of ['planner', 'viettel']) {
    const user = await signIn(url, username);
    for (const [name, query] of [
      ['9 districts', 'level=district'],
      ['136 communes', 'level=commune&unitsAsOf=2020-12-25'],
    ]) {
      const ask = async () => {
        const start = performance.now();
        await (await user('GET', `status?${query}`)).arrayBuffer();
        return performance.now() - start;
      };
      await ask();
      const [first, kept] = [[], []];
      for (const { id } of stations) {
        await client.query(`update bts_stations set status = case status when 'operating' then 'suspended' else 'operating' end where id = $1`, [id]);
        await counted(client);
        first.push(await ask());
        kept.push(await ask(), await ask());
      }
      for (const [what, times] of [
        ['counted from the sums', first],
        ['nothing changed since', kept],
      ])
        note(
          `status of ${name} as ${username}, ${what}: median, p95`,
          `${milliseconds(quantile(times, 0.5))}, ${milliseconds(quantile(times, 0.95))}`,
          'bar 50 ms',
        );
    }
  }
}

export async function measureTiles({ url, client, signIn, note }) {
  const planner = await signIn(url, 'planner');
  let largest = 0;
  const get = async (kind, tile, headers) => {
    const start = performance.now();
    const answer = await planner('GET', `tiles/${kind}/${tile.join('/')}.mvt`, undefined, headers);
    const content = Buffer.from(await answer.arrayBuffer());
    largest = Math.max(largest, content.length);
    return { ms: performance.now() - start, tag: answer.headers.get('etag'), clusters: content.subarray(0, 20).includes('clusters'), content };
  };
  const bare = async (text) => {
    const start = performance.now();
    await client.query(text);
    return performance.now() - start;
  };

  for (const [kind, zooms] of [
    ['bts-stations', [14, 15, 16, 17]],
    ['cable-segments', [12, 13, 14, 15, 16]],
  ]) {
    const times = await featureTiles(kind, await tilesAt(client, kind, zooms, TILES), get, bare);
    const at = (share) =>
      times[0].map((_, column) =>
        quantile(
          times.map((row) => row[column]),
          share,
        ),
      );
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ]) {
      const [made, kept, theirs] = at(share);
      const which = `feature tiles of ${kind}, ${times.length} of zoom ${zooms[0]} to ${zooms.at(-1)}, ${name}`;
      note(`${which}, made`, milliseconds(made), `bare ST_AsMVT ${milliseconds(theirs)}`, ratio(made, theirs));
      note(`${which}, asked again`, milliseconds(kept), `bare ST_AsMVT ${milliseconds(theirs)}`, ratio(kept, theirs));
    }
  }
  await overviews(client, get, bare, note);
  for (const kind of ['bts-stations', 'cable-segments', 'sharing-agreements'])
    for (const tile of await tilesAt(client, 'cable-segments', [4, 7, 9, 11, 13], 10)) await get(kind, tile);
  note('largest tile', `${(largest / 1000).toFixed(0)} KB`, `limit ${LIMIT_KB} KB`);
  await unchanged(client, planner, get, note);
}

/** Different tiles around records drawn by lot, zoom by zoom. */
async function tilesAt(client, kind, zooms, count) {
  const { rows } = await client.query(
    `select st_x(st_centroid(geom)) as lon, st_y(st_centroid(geom)) as lat from ${kind.replaceAll('-', '_')} order by hashint8extended(id, 42) limit ${count}`,
  );
  const tiles = rows.map(({ lon, lat }, n) => {
    const z = zooms[n % zooms.length];
    const down = 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
    return [z, Math.floor(((lon + 180) / 360) * 2 ** z), Math.floor(down * 2 ** z)];
  });
  return [...new Map(tiles.map((tile) => [tile.join('/'), tile])).values()];
}

/**
 * Per tile: the time until the server has made it, until it gives it again, and the bare query's, one after the other so that all meet the same machine.
 * The bare query has been asked before, so that nobody waits for the disk. Tiles that come as clusters are left out.
 */
async function featureTiles(kind, tiles, get, bare) {
  const times = [];
  for (const tile of tiles) {
    const text = BARE[kind](tile);
    await bare(text);
    const made = await get(kind, tile);
    if (made.clusters) continue;
    const theirs = [await bare(text), await bare(text), await bare(text)];
    times.push([made.ms, (await get(kind, tile)).ms, quantile(theirs, 0.5)]);
  }
  return times;
}

/** Clusters of the whole province and of its quarters, each made once. */
async function overviews(client, get, bare, note) {
  const times = [];
  for (const tile of await tilesAt(client, 'bts-stations', [6, 7, 8, 9, 10], OVERVIEWS)) {
    const made = await get('bts-stations', tile);
    times.push([made.ms, (await get('bts-stations', tile)).ms, await bare(grouping(tile))]);
  }
  const [made, kept, theirs] = times[0].map((_, n) =>
    quantile(
      times.map((row) => row[n]),
      0.5,
    ),
  );
  note(`cluster tiles of zoom 6 to 10, ${times.length}, median, made`, milliseconds(made), `bare grouping ${milliseconds(theirs)}`, ratio(made, theirs));
  note('cluster tiles, asked again, median', milliseconds(kept), `bare grouping ${milliseconds(theirs)}`, ratio(kept, theirs));
}

async function unchanged(client, planner, get, note) {
  const times = [];
  for (const tile of await tilesAt(client, 'bts-stations', [15], 50)) {
    const { tag } = await get('bts-stations', tile);
    const start = performance.now();
    const answer = await planner('GET', `tiles/bts-stations/${tile.join('/')}.mvt`, undefined, { 'if-none-match': tag });
    if (answer.status !== 304) throw new Error('The tile had changed');
    times.push(performance.now() - start);
  }
  note('unchanged tile, 304', `${milliseconds(quantile(times, 0.5))} median, ${milliseconds(quantile(times, 0.95))} p95`);
}

const quantile = (values, share) => values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const milliseconds = (ms) => `${ms.toFixed(1)} ms`;
const ratio = (ours, theirs) => `${(ours / theirs).toFixed(2)} × its time`;
