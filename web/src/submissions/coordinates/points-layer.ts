import type { Geometry, Position } from 'geojson';
import type * as L from 'leaflet';
import type { Id } from '../../api-types';
import type { PackagePoint } from '../types';
import { CanvasLayer } from '../../map/canvas-layer';
import { anchors, positions } from '../../map/geometry';
import { makePane } from '../../map/leaflet';

export interface Shape {
  id: Id;
  geometry: Geometry;
}

export interface Drawing {
  points: PackagePoint[];
  /** Lines and areas, drawn instead of their points. */
  shapes: Shape[];
  /** What colour and shape say: whether it lies in the province, or how it fared in the checks. */
  by: 'place' | 'findings';
  selected: Id | null;
}

export type MarkName = 'in' | 'note' | 'bad';
export const MARK_COLOURS: Record<MarkName, string> = { in: '#14668f', note: '#c77700', bad: '#c81e1e' };

/** Beyond this many, marks are drawn smaller so that the pattern can be seen. */
const MANY = 2000;
const REACH = 9;

const markOf = ([, , , inside, severity]: PackagePoint, by: Drawing['by']): MarkName => {
  if (by === 'place') return inside ? 'in' : 'bad';
  return severity === 3 ? 'bad' : severity === 2 ? 'note' : 'in';
};

/** The places of a package on one canvas; it also knows which of them lies under a pixel. */
export class PointsLayer {
  private drawing: Drawing = { points: [], shapes: [], by: 'place', selected: null };
  private placed: { id: Id; x: number; y: number }[] = [];
  private readonly canvas: CanvasLayer;

  constructor(private readonly map: L.Map) {
    this.canvas = new CanvasLayer(makePane(map, 'records'), (context) => this.paint(context)).addTo(map);
  }

  update(drawing: Drawing): void {
    this.drawing = drawing;
    this.canvas.redraw();
  }

  remove(): void {
    this.canvas.remove();
  }

  at({ x, y }: L.Point): Id | null {
    let best: Id | null = null;
    let nearest = REACH;
    for (const one of this.placed) {
      const distance = Math.hypot(one.x - x, one.y - y);
      if (distance <= nearest) [best, nearest] = [one.id, distance];
    }
    return best;
  }

  private paint(context: CanvasRenderingContext2D): void {
    const { points, shapes, by, selected } = this.drawing;
    const size = points.length > MANY ? 2.5 : 4.5;
    const marks = new Map(points.map((point) => [point[0], markOf(point, by)]));
    this.placed = [];
    for (const shape of shapes) this.drawShape(context, shape, marks.get(shape.id) ?? 'in');
    const drawn = new Set(shapes.filter(({ geometry }) => geometry.type !== 'Point').map(({ id }) => id));
    // What is wrong lies on top of the rest.
    for (const wanted of ['in', 'note', 'bad'] as const) {
      for (const [id, lon, lat] of points) {
        if (marks.get(id) !== wanted) continue;
        const { x, y } = this.pixel([lon, lat]);
        this.placed.push({ id, x, y });
        if (!drawn.has(id)) drawMark(context, wanted, x, y, size);
      }
    }
    const chosen = this.placed.find(({ id }) => id === selected);
    if (chosen) drawRing(context, chosen.x, chosen.y, size + 6);
  }

  private drawShape(context: CanvasRenderingContext2D, { id, geometry }: Shape, mark: MarkName): void {
    if (geometry.type === 'Point') return;
    context.beginPath();
    for (const line of linesOf(geometry)) line.forEach((position, index) => this.trace(context, position, index === 0));
    context.lineWidth = 3;
    context.setLineDash(mark === 'bad' ? [6, 4] : []);
    context.strokeStyle = MARK_COLOURS[mark];
    context.stroke();
    context.setLineDash([]);
    for (const anchor of anchors(geometry)) {
      const { x, y } = this.pixel(anchor);
      this.placed.push({ id, x, y });
    }
  }

  private trace(context: CanvasRenderingContext2D, position: Position, first: boolean): void {
    const { x, y } = this.pixel(position);
    if (first) context.moveTo(x, y);
    else context.lineTo(x, y);
  }

  private pixel([lon, lat]: Position): L.Point {
    return this.map.latLngToLayerPoint([lat!, lon!]);
  }
}

function linesOf(geometry: Geometry): Position[][] {
  if (geometry.type === 'Polygon' || geometry.type === 'MultiLineString') return geometry.coordinates;
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat();
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(linesOf);
  return [positions(geometry)];
}

/** Round where it is well, a triangle for a warning, a cross where it is wrong: the shape says what the colour says. */
export function drawMark(context: CanvasRenderingContext2D, mark: MarkName, x: number, y: number, r: number): void {
  context.beginPath();
  if (mark === 'bad') {
    context.moveTo(x - r, y - r);
    context.lineTo(x + r, y + r);
    context.moveTo(x + r, y - r);
    context.lineTo(x - r, y + r);
    for (const [width, colour] of [
      [5, '#fff'],
      [2.5, MARK_COLOURS.bad],
    ] as const) {
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke();
    }
    return;
  }
  if (mark === 'in') context.arc(x, y, r, 0, 2 * Math.PI);
  else {
    context.moveTo(x, y - r * 1.3);
    context.lineTo(x + r * 1.2, y + r);
    context.lineTo(x - r * 1.2, y + r);
    context.closePath();
  }
  context.fillStyle = MARK_COLOURS[mark];
  context.strokeStyle = '#fff';
  context.lineWidth = 1;
  context.fill();
  context.stroke();
}

function drawRing(context: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.strokeStyle = '#111';
  context.lineWidth = 2;
  context.stroke();
}
