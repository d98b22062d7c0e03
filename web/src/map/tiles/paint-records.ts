import type { KindName, Values } from '../../api-types';
import { AGREEMENT_COLOUR } from '../colours';
import { drawAgreement, drawDot, drawSegment } from '../symbols';
import { drawCluster } from './cluster-symbol';
import type { RecordTile, TilePath } from './decode';
import { LineLabels } from './line-labels';
import { type Looks, symbolSize } from './scene';
import type { Frame } from './sliced-canvas';
import { spreadClusters } from './spread-clusters';
import type { TileStore } from './tile-store';

type Point = [x: number, y: number];
interface Placed {
  tile: RecordTile;
  old: boolean;
}

/** Things drawn between two looks at the clock: stamps are quick, lines and rings are not. */
const STAMPS = 100;
const SHAPES = 25;
const LABEL_ZOOM = 13;

/** Everything of the register in view, lowest first, a bit at a time. */
export function* paintRecords(frame: Frame, store: TileStore, looks: Looks): Generator<void> {
  const kinds = new Set(looks.scene.layers.map((layer) => layer.kind));
  const tilesOf = (kind: KindName): Placed[] => (kinds.has(kind) ? store.tiles(kind) : []);
  const places = [...kinds].flatMap(tilesOf).reduce((sum, { tile }) => sum + (tile.clustered ? 0 : tile.xs.length), 0);
  const painter = new Painter(frame, store, looks, symbolSize(frame.zoom, places));
  yield* painter.lines(tilesOf('cable-segments'));
  yield* painter.places(tilesOf('sharing-agreements'));
  yield* painter.places(tilesOf('post-office-sites'));
  yield* painter.places(tilesOf('bts-stations'));
  yield* painter.clusters();
}

class Painter {
  constructor(
    private readonly frame: Frame,
    private readonly store: TileStore,
    private readonly looks: Looks,
    private readonly size: number,
  ) {}

  *lines(tiles: Placed[]): Generator<void> {
    const { context, zoom } = this.frame;
    const labels = zoom >= LABEL_ZOOM ? new LineLabels() : null;
    let drawn = 0;
    for (const { tile, old } of tiles) {
      context.save();
      this.clip(tile);
      // A drawing may be given up in the middle; the next one on this sheet must not stay clipped.
      try {
        for (const path of tile.paths) {
          if (!this.visible(path.box) || (old && this.covered(tile.kind, path))) continue;
          const points = this.pixels(path.points);
          const values = tile.values[path.of]!;
          this.segment(tile, path, values, points);
          labels?.add(tile.ids[path.of]!, String(values.street || values.name || ''), points);
          if (++drawn % SHAPES === 0) yield;
        }
      } finally {
        context.restore();
      }
    }
    yield;
    if (labels) yield* labels.paint(context);
  }

  *places(tiles: Placed[]): Generator<void> {
    let drawn = 0;
    let chosen: Point | null = null;
    for (const { tile, old } of tiles) {
      if (tile.clustered) continue;
      for (let i = 0; i < tile.xs.length; i++) {
        const values = tile.values[tile.of[i]!]!;
        if (this.looks.hidden(tile, tile.of[i]!)) continue;
        const [x, y] = this.pixel(tile.xs[i]!, tile.ys[i]!);
        if (!this.inFrame(x, y) || (old && this.store.covers(tile.kind, tile.xs[i]!, tile.ys[i]!))) continue;
        this.symbol(tile.kind, values, x, y);
        if (this.looks.isSelected(tile, tile.of[i]!)) chosen = [x, y];
        if (++drawn % STAMPS === 0) yield;
      }
      if (tile.paths.length) this.outlines(tile);
    }
    if (chosen) this.ring(...chosen);
  }

  *clusters(): Generator<void> {
    const { context, scale, left, top } = this.frame;
    let drawn = 0;
    for (const { kind, values, count, px, py } of spreadClusters(this.store, this.looks, scale)) {
      const [x, y] = [px - left, py - top];
      if (!this.inFrame(x, y)) continue;
      const look = {
        attribute: this.looks.attribute(kind),
        colours: this.looks.coloursFor(kind),
        square: kind === 'post-office-sites',
        count,
        text: this.looks.scene.write(count),
      };
      drawCluster(context, values, look, x, y);
      if (++drawn % SHAPES === 0) yield;
    }
  }

  private symbol(kind: KindName, values: Values, x: number, y: number): void {
    const { context, ratio } = this.frame;
    if (kind === 'sharing-agreements') return drawAgreement(context, [[x, y]], Math.max(3, this.size - 1));
    const r = kind === 'post-office-sites' ? Math.max(5, this.size) + 1 : this.size;
    if (kind === 'bts-stations' && r < 3) drawDot(context, this.looks.stationColour(values), x, y);
    else this.looks.sprites.stamp(context, ratio, kind, values, x, y, r);
  }

  private segment(tile: RecordTile, path: TilePath, values: Values, points: Point[]): void {
    const { context } = this.frame;
    drawSegment(context, values, points, Math.max(2.6, Math.min(5, this.size * 0.7)));
    if (!this.looks.isSelected(tile, path.of)) return;
    trace(context, points);
    context.strokeStyle = '#111';
    context.lineWidth = 1.5;
    context.stroke();
  }

  /** Parcels of land, and the lines an agreement covers. */
  private outlines(tile: RecordTile): void {
    const { context } = this.frame;
    // Parcels thin, stretches of cable that an agreement covers thick enough to be seen along them.
    context.strokeStyle = tile.kind === 'post-office-sites' ? '#4b2f75' : AGREEMENT_COLOUR;
    context.lineWidth = tile.kind === 'post-office-sites' ? 1 : 2;
    for (const path of tile.paths) {
      if (!this.visible(path.box)) continue;
      trace(context, this.pixels(path.points));
      context.stroke();
    }
  }

  private ring(x: number, y: number): void {
    const { context } = this.frame;
    for (const [width, colour] of [
      [5, '#fff'],
      [2.5, '#111'],
    ] as const) {
      context.beginPath();
      context.arc(x, y, this.size + 8, 0, 2 * Math.PI);
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke();
    }
  }

  /** Each tile brings its own part of a line; beyond the border it would be drawn twice. */
  private clip({ z, x, y }: RecordTile): void {
    const [left, top] = this.pixel(x / 2 ** z, y / 2 ** z);
    const side = this.frame.scale / 2 ** z;
    this.frame.context.beginPath();
    this.frame.context.rect(Math.round(left), Math.round(top), Math.round(left + side) - Math.round(left), Math.round(top + side) - Math.round(top));
    this.frame.context.clip();
  }

  private pixel = (x: number, y: number): Point => [x * this.frame.scale - this.frame.left, y * this.frame.scale - this.frame.top];

  private pixels(points: Float64Array): Point[] {
    const all: Point[] = [];
    for (let i = 0; i < points.length; i += 2) all.push(this.pixel(points[i]!, points[i + 1]!));
    return all;
  }

  private inFrame = (x: number, y: number): boolean => x > -40 && y > -40 && x < this.frame.width + 40 && y < this.frame.height + 40;

  private visible([west, north, east, south]: TilePath['box']): boolean {
    const [left, top] = this.pixel(west, north);
    const [right, bottom] = this.pixel(east, south);
    return right > -10 && bottom > -10 && left < this.frame.width + 10 && top < this.frame.height + 10;
  }

  private covered = (kind: KindName, { box }: TilePath): boolean => this.store.covers(kind, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
}

function trace(context: CanvasRenderingContext2D, points: Point[]): void {
  context.beginPath();
  points.forEach(([x, y], index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
}
