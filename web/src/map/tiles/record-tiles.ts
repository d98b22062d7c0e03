import * as L from 'leaflet';
import type { Rect } from '../label-layer';
import { makePane } from '../leaflet';
import { hitsAt, recordOf, type TileHit } from './hit';
import { paintRecords } from './paint-records';
import { Looks, type RecordScene } from './scene';
import { SlicedCanvas } from './sliced-canvas';
import { spreadClusters } from './spread-clusters';
import { loadTile, type LoadTile } from './tile-loader';
import { tileZoomOf, TileStore } from './tile-store';

const NOTHING: RecordScene = { layers: [], colouring: 'structure', owners: [], dismantled: false, selected: null, write: String };

const TOGETHER_MS = 120;

export interface TilesState {
  /** Everything in view has come and is drawn. */
  ready: boolean;
  failed: boolean;
}

/** The register's records on the map, from vector tiles; it also knows which of them lies under a pixel. */
export class RecordTiles {
  private looks = new Looks(NOTHING);
  /** Whether it has been told yet what to show. */
  private asked = false;
  private readonly store: TileStore;
  private readonly canvas: SlicedCanvas;
  private painted = 0;
  private wanted = 0;
  private lookTimer = 0;
  private drawTimer = 0;

  constructor(
    private readonly map: L.Map,
    private readonly told: (state: TilesState) => void = () => {},
    load: LoadTile = loadTile,
  ) {
    this.store = new TileStore(load, () => this.repaint());
    let drawing = 0;
    this.canvas = new SlicedCanvas(
      makePane(map, 'records'),
      (frame) => {
        drawing = this.wanted;
        return paintRecords(frame, this.store, this.looks);
      },
      () => {
        this.painted = drawing;
        this.tell();
      },
    ).addTo(map);
    map.on('move', this.lookSoon);
    map.on('moveend resize', this.look);
    this.look();
    void document.fonts.load('600 12px "Be Vietnam Pro"', 'Vĩnh 0123').then(() => this.repaint());
  }

  show(scene: RecordScene): void {
    if (scene === this.looks.scene) return;
    this.asked = true;
    this.looks = new Looks(scene);
    this.store.show(scene.layers);
    this.repaint();
  }

  refresh = (): void => this.store.refresh();

  /** All that lies under a pixel of the map, the one meant first. */
  hits(point: L.Point): TileHit[] {
    const scale = this.scale;
    const origin = this.map.getPixelOrigin();
    const found = hitsAt(this.store, this.looks, (point.x + origin.x) / scale, (point.y + origin.y) / scale, 1 / scale);
    return found.map((hit) => ({ ...hit, latlng: this.latLng(hit.x, hit.y) }));
  }

  /** Where the numbers of clusters stand, in points of the layer. */
  numbers(): Rect[] {
    const origin = this.map.getPixelOrigin();
    return spreadClusters(this.store, this.looks, this.scale).map(({ px, py, radius }) => {
      const [x, y, half] = [px - origin.x, py - origin.y, radius * 0.72];
      return [x - half, y - 8, x + half, y + 8];
    });
  }

  /** Records and clusters in view as one reads a page: from the top, each row from the left. */
  inView(row = 48): TileHit[] {
    const bounds = this.map.getBounds();
    const { scale } = this;
    const found = new Map<string, TileHit>();
    const put = (hit: Omit<TileHit, 'latlng'>): void => {
      const latlng = this.latLng(hit.x, hit.y);
      if (!found.has(hit.kind + hit.id) && bounds.contains(latlng)) found.set(hit.kind + hit.id, { ...hit, latlng });
    };
    for (const { kind, id, values, count, px, py } of spreadClusters(this.store, this.looks, scale))
      put({ type: 'cluster', kind, id, values, count, x: px / scale, y: py / scale });
    for (const { kind } of this.looks.scene.layers)
      for (const { tile, old } of this.store.tiles(kind)) {
        if (old || tile.clustered) continue;
        tile.xs.forEach((x, i) => {
          if (!this.looks.hidden(tile, tile.of[i]!)) put({ ...recordOf(tile, tile.of[i]!), x, y: tile.ys[i]! });
        });
        if (kind !== 'cable-segments') continue;
        for (const { of, points } of tile.paths) {
          const middle = 2 * Math.floor(points.length / 4);
          put({ ...recordOf(tile, of), x: points[middle]!, y: points[middle + 1]! });
        }
      }
    const rowOf = (hit: TileHit) => Math.floor((hit.y * scale) / row);
    return [...found.values()].sort((a, b) => rowOf(a) - rowOf(b) || a.x - b.x);
  }

  remove(): void {
    clearTimeout(this.lookTimer);
    clearTimeout(this.drawTimer);
    this.map.off('move', this.lookSoon);
    this.map.off('moveend resize', this.look);
    this.store.clear();
    this.canvas.remove();
  }

  private get scale(): number {
    return 256 * 2 ** this.map.getZoom();
  }

  private latLng = (x: number, y: number): L.LatLng => this.map.unproject([x * this.scale, y * this.scale]);

  private readonly look = (): void => {
    clearTimeout(this.lookTimer);
    this.lookTimer = 0;
    const { min, max } = this.map.getPixelBounds();
    const [scale, z] = [this.scale, tileZoomOf(this.map.getZoom())];
    this.store.look({ z, west: min!.x / scale, north: min!.y / scale, east: max!.x / scale, south: max!.y / scale });
  };

  /** Also during a long pan, but not for every pixel of it; a zoom is waited for. */
  private readonly lookSoon = (): void => {
    if (this.lookTimer || !Number.isInteger(this.map.getZoom() * 4)) return;
    this.lookTimer = window.setTimeout(this.look, 200);
  };

  private repaint(): void {
    this.wanted++;
    this.tell();
    // Tiles come in handfuls: what they bring is drawn together, the last of them at once.
    if (this.store.complete) return this.draw();
    this.drawTimer ||= window.setTimeout(this.draw, TOGETHER_MS);
  }

  private readonly draw = (): void => {
    clearTimeout(this.drawTimer);
    this.drawTimer = 0;
    this.canvas.redraw();
  };

  private tell(): void {
    this.told({ ready: this.asked && this.store.complete && this.painted === this.wanted, failed: this.store.failed });
  }
}
