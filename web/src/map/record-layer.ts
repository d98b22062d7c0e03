import * as L from 'leaflet';
import type { Position } from 'geojson';
import type { KindName, RecordFeature } from '../api-types';
import { CanvasLayer } from './canvas-layer';
import { STRUCTURE_COLOURS, ownerColour } from './colours';
import { anchors, distanceToLine, positions } from './geometry';
import { makePane } from './leaflet';
import { drawAgreement, drawDot, drawMark, drawSegment, drawSite, drawStation } from './symbols';

export interface Hit {
  kind: KindName;
  id: string;
  feature: RecordFeature;
}

export interface RecordSet {
  kind: KindName;
  features: RecordFeature[];
}

export interface RecordStyle {
  byOwner: boolean;
  owners: string[];
  /** Stations taken down are drawn only for those who ask for them. */
  dismantled: boolean;
  selected: string | null;
}

interface Placed extends Hit {
  points: [number, number][];
  reach: number;
  line: boolean;
}

const ORDER: KindName[] = ['cable-segments', 'sharing-agreements', 'post-office-sites', 'bts-stations'];
const DUST = 2500;

/** The register's records on one canvas; it also knows which of them lies under a pixel. */
export class RecordLayer {
  private placed: Placed[] = [];
  private sets: RecordSet[] = [];
  private style: RecordStyle = { byOwner: false, owners: [], dismantled: false, selected: null };
  private readonly canvas: CanvasLayer;

  constructor(private readonly map: L.Map) {
    this.canvas = new CanvasLayer(makePane(map, 'records'), (context) => this.paint(context)).addTo(map);
  }

  update(sets: RecordSet[], style: RecordStyle): void {
    this.sets = [...sets].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
    this.style = style;
    this.canvas.redraw();
  }

  /** The topmost record within a finger's or pointer's reach. */
  at(point: L.Point): Hit | null {
    let best: Placed | null = null;
    let nearest = Infinity;
    for (const one of this.placed) {
      const distance = one.line ? lineDistance(point, one.points) : pointDistance(point, one.points);
      if (distance <= one.reach && distance <= nearest) [best, nearest] = [one, distance];
    }
    return best;
  }

  remove(): void {
    this.canvas.remove();
  }

  private paint(context: CanvasRenderingContext2D): void {
    this.placed = [];
    const zoom = this.map.getZoom();
    const many = this.sets.reduce((sum, set) => sum + set.features.length, 0) > DUST;
    const size = zoom < 11.5 ? 3.6 : zoom < 13 ? 5 : 7;
    let chosen: Placed | null = null;
    for (const { kind, features } of this.sets) {
      for (const feature of features) {
        if (!feature.geometry || (feature.properties.status === 'dismantled' && kind === 'bts-stations' && !this.style.dismantled)) continue;
        const placed = this.draw(context, kind, feature, size, many && zoom < 12);
        this.placed.push(placed);
        if (placed.id === this.style.selected) chosen = placed;
      }
    }
    if (chosen) markChosen(context, chosen, size);
  }

  private draw(context: CanvasRenderingContext2D, kind: KindName, feature: RecordFeature, size: number, dust: boolean): Placed {
    const marked = typeof feature.properties.markColour === 'string';
    const line = marked ? feature.geometry.type === 'LineString' : kind === 'cable-segments';
    const points = (line ? [...positions(feature.geometry)] : anchors(feature.geometry)).map(this.pixel);
    const [x, y] = points[0] ?? [0, 0];
    const values = feature.properties;
    if (marked) drawMark(context, values, points, line);
    else if (kind === 'cable-segments') drawSegment(context, values, points, size * 0.7);
    else if (kind === 'sharing-agreements') drawAgreement(context, points, Math.max(3, size - 1));
    else if (kind === 'post-office-sites') drawSite(context, values, x, y, size + 1);
    else {
      const colour = this.style.byOwner ? ownerColour(this.style.owners, values.owner) : (STRUCTURE_COLOURS[String(values.structure)] ?? '#555');
      if (dust) drawDot(context, colour, x, y);
      else drawStation(context, values, colour, x, y, size);
    }
    return { kind, id: String(feature.id), feature, points, line, reach: line ? 6 : size + 4 };
  }

  private readonly pixel = ([lon, lat]: Position): [number, number] => {
    const { x, y } = this.map.latLngToLayerPoint([lat!, lon!]);
    return [x, y];
  };
}

const pointDistance = (point: L.Point, points: [number, number][]): number => Math.min(...points.map(([x, y]) => Math.hypot(point.x - x, point.y - y)));

function lineDistance(point: L.Point, points: [number, number][]): number {
  let least = Infinity;
  for (let i = 1; i < points.length; i++) least = Math.min(least, distanceToLine(point.x, point.y, points[i - 1]!, points[i]!));
  return least;
}

function markChosen(context: CanvasRenderingContext2D, { points, line }: Placed, size: number): void {
  context.strokeStyle = '#111';
  context.setLineDash([]);
  context.lineWidth = 2;
  if (line) {
    context.beginPath();
    points.forEach(([x, y], index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.lineWidth = 1.5;
    return context.stroke();
  }
  for (const [x, y] of points) {
    context.beginPath();
    context.arc(x, y, size + 8, 0, 2 * Math.PI);
    context.stroke();
  }
}
