import * as L from 'leaflet';
import { makePane } from '../leaflet';
import { hitsAt, recordOf, type TileHit } from './hit';
import { paintRecords } from './paint-records';
import { Looks, type RecordScene } from './scene';
import { SlicedCanvas } from './sliced-canvas';
import { loadTile, type LoadTile } from './tile-loader';
import { tileZoomOf, TileStore } from './tile-store';

const NOTHING: RecordScene = { layers: [], colouring: 'structure', owners: [], dismantled: false, selected: null, write: String };

export interface TilesState {
  /** Everything in view has come and is drawn. */
  ready: boolean;
  failed: boolean;
}

/** The register's records on the map, from vector tiles; it also knows which of them lies under a pixel. */
export class RecordTiles {
  private looks = new Looks(NOTHING);
  private readonly store: TileStore;
  private readonly canvas: SlicedCanvas;
  private painted = 0;
  private wanted = 0;
  private lookTimer = 0;

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

  /** Records and clusters in view as one reads a page: from the top, each row from the left. */
  inView(row = 48): TileHit[] {
    const bounds = this.map.getBounds();
    const found = new Map<string, TileHit>();
    for (const { kind } of this.looks.scene.layers)
      for (const { tile, old } of this.store.tiles(kind)) {
        if (old) continue;
        const put = (of: number, x: number, y: number, index: number): void => {
          const latlng = this.latLng(x, y);
          if (!bounds.contains(latlng) || this.looks.hidden(kind, tile.values[of]!)) return;
          const count = tile.clustered ? this.looks.countOf(kind, tile.values[of]!) : 1;
          const id = tile.clustered ? `${tile.z}/${tile.x}/${tile.y}/${index}` : String(tile.ids[of]);
          if (count > 0 && !found.has(kind + id))
            found.set(kind + id, { ...recordOf(tile, of), type: tile.clustered ? 'cluster' : 'record', id, count, x, y, latlng });
        };
        tile.xs.forEach((x, i) => put(tile.of[i]!, x, tile.ys[i]!, i));
        if (kind === 'cable-segments')
          for (const { of, points } of tile.paths) {
            const middle = 2 * Math.floor(points.length / 4);
            put(of, points[middle]!, points[middle + 1]!, 0);
          }
      }
    const rowOf = (hit: TileHit) => Math.floor((hit.y * this.scale) / row);
    return [...found.values()].sort((a, b) => rowOf(a) - rowOf(b) || a.x - b.x);
  }

  remove(): void {
    clearTimeout(this.lookTimer);
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
    this.canvas.redraw();
    this.tell();
  }

  private tell(): void {
    this.told({ ready: this.store.complete && this.painted === this.wanted, failed: this.store.failed });
  }
}
