import type * as L from 'leaflet';
import type { UnitFeature } from '../api-types';
import { CanvasLayer } from './canvas-layer';
import { OUTLINE_NOT_DONE } from './colours';
import { boxOf, type Box } from './geometry';
import { makePane } from './leaflet';

export interface Label {
  unit: UnitFeature;
  /** Second line, in the colour of a warning. */
  note: string | null;
  /** Lower goes first when two want the same place. */
  rank: number;
}

export type Rect = [left: number, top: number, right: number, bottom: number];
const overlap = (a: Rect, b: Rect) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Where a name is tried, as steps to the side and down from its own place: the nearest free one is taken, no further off than its unit reaches. */
const STEPS = [-3, -2, -1, 0, 1, 2, 3]
  .flatMap((down) => [-1, 0, 1].map((side): [number, number] => [side * 20, down * 12]))
  .sort((a, b) => Math.hypot(...a) - Math.hypot(...b));

/** Names of units; one that finds no free place is left out until there is room. */
export class LabelLayer {
  private labels: Label[] = [];
  private reserved: () => Rect[] = () => [];
  private readonly canvas: CanvasLayer;

  constructor(map: L.Map) {
    this.canvas = new CanvasLayer(makePane(map, 'labels'), (context, on) => this.paint(context, on)).addTo(map);
  }

  update(labels: Label[]): void {
    this.labels = [...labels].sort((a, b) => a.rank - b.rank);
    this.canvas.redraw();
    // Canvas text does not wait for the font by itself.
    void document.fonts.load('600 13px "Be Vietnam Pro"', 'Vĩnh Phúc').then(() => this.canvas.redraw());
  }

  /** Names keep away from these places: what stands there is to be read as well. */
  keepAway(reserved: () => Rect[]): void {
    const changed = this.reserved().length > 0 || reserved().length > 0;
    this.reserved = reserved;
    if (changed) this.canvas.redraw();
  }

  remove(): void {
    this.canvas.remove();
  }

  private paint(context: CanvasRenderingContext2D, map: L.Map): void {
    const taken = this.reserved();
    const crowded = taken.length > 0;
    const big = this.labels.length <= 20;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    for (const { unit, note } of this.labels) {
      const [lon, lat] = unit.properties.labelPoint;
      const own = map.latLngToLayerPoint([lat, lon]);
      context.font = `600 ${big ? 13 : 11}px "Be Vietnam Pro", sans-serif`;
      const reach = sizeOf(map, unit);
      const noteWidth = note ? context.measureText(note).width : 0;
      // Where there are many units, what is said of one in a line of its own stands only where the unit has room for it.
      const said = note && (big || noteWidth <= reach.width) ? note : null;
      const half = Math.max(context.measureText(unit.properties.shortName).width, said ? noteWidth : 0) / 2 + 4;
      const boxAt = (x: number, y: number): Rect => [x - half, y - 9, x + half, y + (said ? 22 : 9)];
      const isNear = ([side, down]: [number, number]): boolean => Math.abs(side) * 2 <= reach.width && Math.abs(down) * 2 <= reach.height;
      const free = STEPS.find((step) => isNear(step) && !taken.some((one) => overlap(one, boxAt(own.x + step[0], own.y + step[1]))));
      if (!free) continue;
      const [x, y] = [own.x + free[0], own.y + free[1]];
      taken.push(boxAt(x, y));
      if (crowded) ground(context, boxAt(x, y));
      write(context, unit.properties.shortName, x, y, '#16222c');
      if (said) {
        context.font = '600 11px "Be Vietnam Pro", sans-serif';
        write(context, said, x, y + 15, OUTLINE_NOT_DONE);
      }
    }
  }
}

const boxes = new WeakMap<UnitFeature, Box | null>();

/** How large a unit is on the map as it is, in pixels. */
function sizeOf(map: L.Map, unit: UnitFeature): { width: number; height: number } {
  if (!boxes.has(unit)) boxes.set(unit, boxOf(unit.geometry));
  const box = boxes.get(unit);
  if (!box) return { width: 0, height: 0 };
  const [west, south, east, north] = box;
  const [from, to] = [map.latLngToLayerPoint([north, west]), map.latLngToLayerPoint([south, east])];
  return { width: to.x - from.x, height: to.y - from.y };
}

/** Between clusters a name has other symbols under it. */
function ground(context: CanvasRenderingContext2D, [left, top, right, bottom]: Rect): void {
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, 4);
  context.fillStyle = 'rgba(255, 255, 255, 0.86)';
  context.fill();
}

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, colour: string): void {
  context.lineWidth = 3.5;
  context.strokeStyle = 'rgba(255,255,255,0.92)';
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
