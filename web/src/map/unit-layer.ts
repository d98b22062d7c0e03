import * as L from 'leaflet';
import type { Position } from 'geojson';
import type { UnitFeature } from '../api-types';
import { NO_DATA, OUTLINE_NOT_DONE } from './colours';
import { boxOf, holds, type Box } from './geometry';
import { makePane } from './leaflet';
import { addPatterns, NO_DATA_FILL } from './patterns';

export interface UnitPaint {
  /** null: no figure is known, drawn hatched. */
  colour: string | null;
  /** The unit stands out whatever its class: what was asked for has not been undertaken there. */
  flagged: boolean;
}

/** Before the figures have come nothing is claimed: plain, not “no data”. */
const fillOf = (paint: UnitPaint | undefined): string => (paint ? (paint.colour ?? NO_DATA_FILL) : NO_DATA);

/** Areas of the units, coloured by their class. Clicks are the map's affair: it asks `at`. */
export class UnitLayer {
  private readonly ground: L.GeoJSON;
  private readonly areas: L.GeoJSON;
  private readonly marks = L.layerGroup();
  private readonly boxes: { unit: UnitFeature; box: Box }[];
  private readonly shapes = new Map<string, L.Path>();
  private paints = new Map<string, UnitPaint>();

  constructor(map: L.Map, units: UnitFeature[], line = '#fff') {
    const collection = { type: 'FeatureCollection', features: units } as GeoJSON.FeatureCollection;
    // A wide dark line beneath all areas shows only along the outer edge: the province's own outline.
    this.ground = L.geoJSON(collection, { pane: makePane(map, 'ground'), interactive: false, style: { color: '#7b8b98', weight: 5, fill: false } }).addTo(map);
    this.areas = L.geoJSON(collection, {
      pane: makePane(map, 'units'),
      interactive: false,
      style: { color: line, weight: units.length > 20 ? 0.8 : 1.4, fillOpacity: 1, fillColor: NO_DATA },
      onEachFeature: (feature, layer) => this.shapes.set(String(feature.id), layer as L.Path),
    }).addTo(map);
    this.marks.addTo(map);
    addPatterns(map, 'units', ['no-data']);
    this.boxes = units.flatMap((unit) => {
      const box = boxOf(unit.geometry);
      return box ? [{ unit, box }] : [];
    });
  }

  paint(paints: Map<string, UnitPaint>): void {
    this.paints = paints;
    for (const [id, shape] of this.shapes) shape.setStyle({ fillColor: fillOf(paints.get(id)) });
  }

  /** Outlines that lie over all areas: flagged units, the one under the pointer, the chosen one. */
  mark(selected: string | null, hovered: string | null): void {
    this.marks.clearLayers();
    for (const { unit } of this.boxes)
      if (this.paints.get(String(unit.id))?.flagged) this.outline(unit, { color: OUTLINE_NOT_DONE, weight: 3, dashArray: '8 4' });
    for (const [id, weight] of [
      [hovered, 2],
      [selected, 3],
    ] as const) {
      const found = this.boxes.find(({ unit }) => String(unit.id) === id);
      if (found) this.outline(found.unit, { color: '#16222c', weight });
    }
  }

  at(point: Position): UnitFeature | null {
    const [x, y] = point as [number, number];
    const found = this.boxes.find(({ unit, box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3] && holds(unit.geometry, point));
    return found?.unit ?? null;
  }

  remove(): void {
    this.ground.remove();
    this.areas.remove();
    this.marks.remove();
  }

  private outline(unit: UnitFeature, style: L.PathOptions): void {
    L.geoJSON(unit, { pane: 'units', interactive: false, style: { ...style, fill: false } }).addTo(this.marks);
  }
}
