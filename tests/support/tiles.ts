// Vector tiles as a map reads them.
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import type { Client } from './client.js';

export interface TileFeature {
  id: number | undefined;
  properties: Record<string, any>;
  type: 'Point' | 'LineString' | 'Polygon';
  /** Units of the tile. */
  geometry: [x: number, y: number][][];
}

export interface DecodedTile {
  /** The one layer; none where the tile is empty. */
  layer?: string;
  features: TileFeature[];
  bytes: number;
}

const TYPES = { 1: 'Point', 2: 'LineString', 3: 'Polygon' } as const;

export function decode(content: Uint8Array): DecodedTile {
  const { layers } = new VectorTile(new PbfReader(content));
  const [name, ...others] = Object.keys(layers);
  if (others.length) throw new Error(`more than one layer: ${Object.keys(layers).join(', ')}`);
  const layer = name ? layers[name]! : undefined;
  if (layer && (layer.extent !== 4096 || layer.version !== 2)) throw new Error('not as agreed');
  const features = Array.from({ length: layer?.length ?? 0 }, (_, index): TileFeature => {
    const feature = layer!.feature(index);
    return {
      id: feature.id,
      properties: { ...feature.properties },
      type: TYPES[feature.type as 1 | 2 | 3],
      geometry: feature.loadGeometry().map((part) => part.map(({ x, y }): [number, number] => [x, y])),
    };
  });
  return { layer: name, features, bytes: content.length };
}

export async function tileOf(client: Client, kind: string, [z, x, y]: readonly number[], query = ''): Promise<DecodedTile> {
  const answer = await client.get<Uint8Array>(`tiles/${kind}/${z}/${x}/${y}.mvt${query && `?${query}`}`);
  if (answer.status !== 200) throw new Error(`tile refused: ${answer.status} ${JSON.stringify(answer.body)}`);
  return decode(answer.body);
}

/** Column and row of a place, with the fraction. */
export function placeOf(zoom: number, lon: number, lat: number): [x: number, y: number] {
  const size = 2 ** zoom;
  return [((lon + 180) / 360) * size, (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * size];
}

/** The tiles of a zoom that cover a box. */
export function tilesOver(zoom: number, [west, south, east, north]: readonly [number, number, number, number]): [z: number, x: number, y: number][] {
  const [left, top] = placeOf(zoom, west, north).map(Math.floor) as [number, number];
  const [right, bottom] = placeOf(zoom, east, south).map(Math.floor) as [number, number];
  const columns = Array.from({ length: right - left + 1 }, (_, n) => left + n);
  const rows = Array.from({ length: bottom - top + 1 }, (_, n) => top + n);
  return columns.flatMap((x) => rows.map((y): [number, number, number] => [zoom, x, y]));
}
