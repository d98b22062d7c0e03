import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { row, sql } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import type { TileJson } from './answers.js';
import { MAX_ZOOM, MIN_ZOOM } from './tile.js';
import { TILE_LAYERS } from './tile-layers.js';

@Injectable()
export class TileJsonService {
  constructor(private readonly database: DataSource) {}

  /** What a client needs to know of a kind's tiles (TileJSON 3.0). `parameters` choose records and stand in the tiles' address again. */
  async of(kind: Kind, base: string, parameters?: string): Promise<TileJson> {
    return {
      tilejson: '3.0.0',
      name: `${kind.label.vi} · ${kind.label.en}`,
      scheme: 'xyz',
      tiles: [`${base}/api/v1/tiles/${kind.name}/{z}/{x}/{y}.mvt${parameters ? `?${parameters}` : ''}`],
      bounds: await this.bounds(),
      minzoom: MIN_ZOOM,
      maxzoom: MAX_ZOOM,
      vector_layers: layersOf(kind),
    };
  }

  /** West, south, east, north of the units: no record lies outside. */
  private async bounds(): Promise<number[]> {
    const found = await row<{ bounds: number[] | null }>(
      this.database,
      sql`select case when e.box is not null then array[st_xmin(e.box), st_ymin(e.box), st_xmax(e.box), st_ymax(e.box)] end as bounds
        from (select st_extent(geom) as box from administrative_units) e`,
    );
    return found!.bounds ?? [-180, -85.0511, 180, 85.0511];
  }
}

function layersOf(kind: Kind): TileJson['vector_layers'] {
  const { fields, mix } = TILE_LAYERS[kind.name];
  const clusters = { id: 'clusters', description: 'Records close together, counted', fields: { count: 'Number', ...mixFields(kind) } };
  return [{ id: kind.name, description: kind.label.en, fields: Object.fromEntries(fields.map(({ name, type }) => [name, type])) }, ...(mix ? [clusters] : [])];
}

/** Values of code lists are known beforehand; owners are not. */
function mixFields(kind: Kind): Record<string, 'Number'> {
  const names = TILE_LAYERS[kind.name].mix?.flatMap(({ name, type }) => {
    const codes = kind.fields.find((field) => field.name === name || (name === 'technology' && field.name === 'technologies'))?.codes;
    return type === 'flag' ? [name] : (codes ?? []).map(({ value }) => `${name}:${value}`);
  });
  return Object.fromEntries((names ?? []).map((name) => [name, 'Number']));
}
