import * as L from 'leaflet';
import type { FeatureCollection, LineString } from 'geojson';
import { CanvasLayer } from '../canvas-layer';
import { AGREEMENT_COLOUR } from '../colours';
import { makePane } from '../leaflet';

export interface LinkProperties {
  agreement: number;
  number: string;
  host: string;
  tenant: string;
  status: string;
  station: number;
  tenantStation: number;
}
export type Links = FeatureCollection<LineString, LinkProperties>;

/** How far a curve leaves the straight way, as a share of its length. */
const BEND = 0.18;

/** Agreements as thin curves from the host's station to the tenant's nearest own one, with the host's end marked. */
export class LinkLayer {
  private all: Links['features'] = [];
  private chosen: Links['features'] = [];
  private readonly canvas: CanvasLayer;

  constructor(map: L.Map) {
    this.canvas = new CanvasLayer(makePane(map, 'links'), (context, on) => this.paint(context, on)).addTo(map);
  }

  update(all: Links | null, chosen: Links | null): void {
    this.all = all?.features ?? [];
    this.chosen = chosen?.features ?? [];
    this.canvas.redraw();
  }

  remove(): void {
    this.canvas.remove();
  }

  private paint(context: CanvasRenderingContext2D, map: L.Map): void {
    for (const link of this.all) curve(context, map, link, 1, 0.75);
    for (const link of this.chosen) curve(context, map, link, 2.5, 1);
    context.globalAlpha = 1;
    context.setLineDash([]);
  }
}

function curve(context: CanvasRenderingContext2D, map: L.Map, { geometry, properties }: Links['features'][number], width: number, alpha: number): void {
  const [from, to] = geometry.coordinates.map(([lon, lat]) => map.latLngToLayerPoint([lat!, lon!])) as [L.Point, L.Point];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const trace = () => {
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.quadraticCurveTo((from.x + to.x) / 2 + dy * BEND, (from.y + to.y) / 2 - dx * BEND, to.x, to.y);
    context.stroke();
  };
  context.globalAlpha = alpha;
  // What is not in force is dashed.
  context.setLineDash(properties.status === 'active' ? [] : [5, 4]);
  for (const [wide, colour] of [
    [width + 2, 'rgba(255,255,255,0.85)'],
    [width, AGREEMENT_COLOUR],
  ] as const) {
    context.lineWidth = wide;
    context.strokeStyle = colour;
    trace();
  }
  context.setLineDash([]);
  context.beginPath();
  context.arc(to.x, to.y, width + 1.5, 0, 2 * Math.PI);
  context.fillStyle = AGREEMENT_COLOUR;
  context.fill();
}
