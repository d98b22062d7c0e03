import type { Client } from '../support/client.js';
import { startRegistry } from '../support/registry.js';
import { people } from '../support/submitting.js';
import { fillForTiles } from '../support/tile-records.js';
import { tileOf, type TileFeature } from '../support/tiles.js';

const KINDS = ['bts-stations', 'cable-segments', 'sharing-agreements', 'post-office-sites'] as const;

/** Two registries, one of them on the embedded database. */
const PREPARING_MS = 300_000;

describe('both databases', () => {
  const TILES = [
    [7, 101, 56],
    [9, 406, 224],
    [10, 812, 449],
    [12, 3249, 1799],
    [14, 12998, 7199],
    [16, 51991, 28797],
  ] as const;
  let there: Client, here: Client;

  beforeAll(async () => {
    const servers = await Promise.all((['embedded', 'postgis'] as const).map((database) => startRegistry({ database })));
    for (const server of servers) await fillForTiles(server);
    [here, there] = (await Promise.all(servers.map(({ url }) => people(url, 'planner').then(([client]) => client!)))) as [Client, Client];
  }, PREPARING_MS);

  it.each(KINDS.flatMap((kind) => TILES.map((tile) => [kind, tile] as const)))('give the same tile of %s at %j', async (kind, tile) => {
    const [own, native] = await Promise.all([tileOf(here, kind, tile), tileOf(there, kind, tile)]);
    expect(own.layer).toBe(native.layer);
    const order = (features: TileFeature[]): TileFeature[] => features.sort((a, b) => a.id! - b.id! || a.type.localeCompare(b.type));
    const [ours, theirs] = [order(own.features), order(native.features)];
    expect(ours.map(({ id, type, properties }) => ({ id, type, properties }))).toEqual(theirs.map(({ id, type, properties }) => ({ id, type, properties })));
    ours.forEach((feature, n) => expect(differences(feature, theirs[n]!)).toEqual([]));
  });

  /** Points of either that are more than a unit from all of the other; along a line also those out of turn. Rings may begin anywhere, but turn the same way. */
  function differences(one: TileFeature, other: TileFeature): unknown[] {
    const [ours, theirs] = [one.geometry.flat(), other.geometry.flat()];
    const near = ([x, y]: number[], [u, v]: number[]): boolean => Math.abs(x! - u!) <= 1 && Math.abs(y! - v!) <= 1;
    if (one.type === 'LineString') return ours.length === theirs.length ? ours.filter((point, n) => !near(point, theirs[n]!)) : [ours, theirs];
    const lost = [...ours.filter((point) => !theirs.some((p) => near(point, p))), ...theirs.filter((point) => !ours.some((p) => near(point, p)))];
    return Math.sign(areaOf(one)) === Math.sign(areaOf(other)) ? lost : [areaOf(one), areaOf(other)];
  }

  const areaOf = ({ type, geometry }: TileFeature): number =>
    type === 'Polygon' ? geometry.flatMap((ring) => ring.slice(1).map(([x, y], n) => ring[n]![0] * y - x * ring[n]![1])).reduce((a, b) => a + b) : 0;

  it('are tried with tiles that hold something', async () => {
    for (const kind of KINDS) expect((await tileOf(here, kind, [9, 406, 224])).features.length).toBeGreaterThan(5);
  });
});
