// The browser's side of vector tiles, without a browser: what is decoded, kept, found and written.
import { PbfWriter } from 'pbf';
import { decodeTile, type RecordTile } from '../../../web/src/map/tiles/decode.js';
import { mixOf } from '../../../web/src/map/tiles/cluster-symbol.js';
import { coloursOf, newestTechnology, stationColour } from '../../../web/src/map/tiles/colouring.js';
import { placeLabel } from '../../../web/src/map/tiles/segment-labels.js';
import { TileStore, tileZoomOf } from '../../../web/src/map/tiles/tile-store.js';
import type { Loaded } from '../../../web/src/map/tiles/tile-loader.js';

type Point = [number, number];

/** A tile of points, one layer, written by hand: header, keys, values, zigzag moves. */
function tileOf(layer: string, points: { id: number; at: Point; values: Record<string, string | number> }[]): ArrayBuffer {
  const keys = [...new Set(points.flatMap(({ values }) => Object.keys(values)))];
  const values = [...new Set(points.flatMap((point) => Object.values(point.values)))];
  const zigzag = (n: number) => (n << 1) ^ (n >> 31);
  const pbf = new PbfWriter();
  pbf.writeMessage(
    3,
    (_: unknown, out: PbfWriter) => {
      out.writeVarintField(15, 2);
      out.writeStringField(1, layer);
      for (const point of points)
        out.writeMessage(
          2,
          (__: unknown, feature: PbfWriter) => {
            feature.writeVarintField(1, point.id);
            feature.writePackedVarint(
              2,
              Object.entries(point.values).flatMap(([key, value]) => [keys.indexOf(key), values.indexOf(value)]),
            );
            feature.writeVarintField(3, 1);
            feature.writePackedVarint(4, [9, ...point.at.map(zigzag)]);
          },
          null,
        );
      for (const key of keys) out.writeStringField(3, key);
      for (const value of values)
        out.writeMessage(
          4,
          (__: unknown, one: PbfWriter) => (typeof value === 'string' ? one.writeStringField(1, value) : one.writeDoubleField(3, value)),
          null,
        );
      out.writeVarintField(5, 4096);
    },
    null,
  );
  return Uint8Array.from(pbf.finish()).buffer;
}

const STATIONS = { kind: 'bts-stations' as const, z: 1, x: 1, y: 0 };

describe('a decoded tile', () => {
  const tile = decodeTile(
    tileOf('bts-stations', [
      { id: 7, at: [0, 4095], values: { code: 'A' } },
      { id: 8, at: [-1, 10], values: { code: 'left of the border' } },
      { id: 9, at: [4096, 10], values: { code: 'right of it' } },
    ]),
    STATIONS,
  );

  it('holds places as shares of the world, and none that belong to the next tile', () => {
    expect([...tile.xs]).toEqual([0.5]);
    expect(tile.ys[0]).toBeCloseTo(4095 / 8192, 9);
    expect(tile.values[tile.of[0]!]).toEqual({ code: 'A' });
    expect(tile.ids).toEqual([7, 8, 9]);
  });

  it('is clustered when the server says so, and empty when there is nothing', () => {
    expect(decodeTile(tileOf('clusters', [{ id: 1, at: [5, 5], values: { count: 12 } }]), STATIONS).clustered).toBe(true);
    const empty = decodeTile(new ArrayBuffer(0), STATIONS);
    expect([empty.clustered, empty.xs.length, empty.cellItems.length]).toEqual([false, 0, 0]);
  });

  it('finds every place through its index', () => {
    const many = Array.from({ length: 500 }, (_, n) => ({ id: n, at: [(n * 977) % 4096, (n * 331) % 4096] as Point, values: { code: `${n}` } }));
    const { cellStart, cellItems } = decodeTile(tileOf('bts-stations', many), STATIONS);
    expect([...cellItems].sort((a, b) => a - b)).toEqual(many.map((_, n) => n));
    expect(cellStart.at(-1)).toBe(500);
  });
});

describe('the store of tiles', () => {
  const view = { z: 3, west: 0.3, north: 0.3, east: 0.45, south: 0.45 };
  function storeOf() {
    const asked: string[] = [];
    const answers = new Map<string, (loaded: Loaded) => void>();
    const store = new TileStore(
      (url, _, done) => {
        asked.push(url);
        answers.set(url, done);
        return () => answers.delete(url);
      },
      () => {},
    );
    const empty = (url: string): RecordTile => {
      const [z, x, y] = url.match(/\d+/g)!.slice(-3).map(Number) as [number, number, number];
      return decodeTile(new ArrayBuffer(0), { kind: 'bts-stations', z, x, y });
    };
    const answerAll = () => [...answers].forEach(([url, done]) => (answers.delete(url), done({ tile: empty(url.split('.mvt')[0]!) })));
    return { store, asked, answers, answerAll };
  }
  const layer = (query = '') => [{ kind: 'bts-stations' as const, query }];

  it('asks for what is in view from the middle outwards, once', () => {
    const { store, asked } = storeOf();
    store.show(layer('owner=viettel'));
    store.look(view);
    store.look(view);
    expect(asked.sort()).toEqual(['2/2', '2/3', '3/2', '3/3'].map((at) => `/api/v1/tiles/bts-stations/3/${at}.mvt?owner=viettel`));
    expect(store.complete).toBe(false);
  });

  it('keeps the tiles of another zoom until the new ones have come', () => {
    const { store, answerAll } = storeOf();
    store.show(layer());
    store.look(view);
    answerAll();
    expect([store.complete, store.tiles('bts-stations').length]).toEqual([true, 4]);
    store.look({ ...view, z: 4 });
    expect(store.tiles('bts-stations').every(({ old }) => old)).toBe(true);
    answerAll();
    expect(store.tiles('bts-stations').some(({ old }) => old)).toBe(false);
  });

  it('shows what came last until another filter is answered; a tile that fails is told and asked for again', () => {
    const { store, asked, answers, answerAll } = storeOf();
    store.show(layer());
    store.look(view);
    answerAll();
    store.show(layer('status=planned'));
    expect([asked.length, store.tiles('bts-stations').length, store.complete]).toEqual([8, 4, false]);
    [...answers.values()].forEach((done) => done({ status: 503 }));
    expect([store.failed, store.complete]).toEqual([true, true]);
    store.refresh();
    answerAll();
    expect([asked.length, store.failed]).toEqual([12, false]);
  });

  it.each([
    [8, 7],
    [10.5, 9],
    [10.75, 10],
    [19, 18],
    [3, 4],
  ])('map zoom %s shows tiles of zoom %s', (map, tile) => expect(tileZoomOf(map)).toBe(tile));
});

describe('the label of a line', () => {
  const line: Point[] = [
    [0, 0],
    [100, 20],
    [220, 30],
    [300, 90],
  ];
  it('is the same whichever end the line was drawn from', () => {
    const [one, other] = [placeLabel(line, 80)!, placeLabel(line.toReversed(), 80)!];
    expect(Math.hypot(one.x - other.x, one.y - other.y, one.angle - other.angle)).toBeLessThan(1e-9);
  });
  it.each([
    [
      'to the right',
      [
        [0, 0],
        [200, 0],
      ],
      0,
    ],
    [
      'to the left',
      [
        [200, 0],
        [0, 0],
      ],
      0,
    ],
    [
      'up',
      [
        [0, 200],
        [0, 0],
      ],
      90,
    ],
    [
      'down',
      [
        [0, 0],
        [0, 200],
      ],
      90,
    ],
    [
      'up to the left',
      [
        [200, 200],
        [0, 0],
      ],
      45,
    ],
  ] as [string, Point[], number][])('on a line %s is never upside down', (_, points, degrees) => {
    expect((placeLabel(points, 60)!.angle * 180) / Math.PI).toBeCloseTo(degrees);
  });
  it('needs room and a stretch that is nearly straight', () => {
    expect(placeLabel(line, 400)).toBeNull();
    const zigzag = Array.from({ length: 20 }, (_, n): Point => [n * 20, n % 2 ? 30 : 0]);
    expect(placeLabel(zigzag, 120)).toBeNull();
  });
});

describe('colours', () => {
  it('follow the newest technology, and the owner’s place in the list', () => {
    expect(newestTechnology('2G,4G,3G')).toBe('4G');
    expect(stationColour('technology', { technologies: '2G,5G' }, [])).toBe(stationColour('technology', { technologies: ['5G'] }, []));
    const owners = ['vnpt', 'viettel'];
    expect(stationColour('owner', { owner: 'vnpt' }, owners)).not.toBe(stationColour('owner', { owner: 'viettel' }, owners));
  });
  it('split a cluster’s ring in the order of the key, with the unknown at the end', () => {
    const colours = coloursOf('structure', []);
    const parts = mixOf({ count: 9, 'structure:environmentally_friendly': 3, 'structure:bulky': 5, 'structure:?': 1, 'owner:vnpt': 9 }, 'structure', colours);
    expect(parts.map(([count]) => count)).toEqual([5, 3, 1]);
    expect(parts.slice(0, 2).map(([, colour]) => colour)).toEqual(colours.map(([, colour]) => colour));
  });
});
