import type { Geometry } from 'geojson';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { featureTable, type SourceFeature } from '../features.js';
import { problem, type ReadOptions, type SourceTable } from '../format.js';
import { featuresInLines } from '../geojson-lines.js';
import { isObject } from '../json-text.js';
import { shown } from '../zip.js';
import { sridOfWkt } from './epsg.js';
import { readWithGdal, type GdalReading, type GdalRequest } from './gdal.js';

export interface LayerSource extends ReadOptions {
  driver: string;
  /** In a folder of its own: GDAL sees all of the folder and nothing else. */
  file: string;
  /** For what GDAL writes. */
  folder: string;
  openOptions?: string[];
  config?: GdalRequest['config'];
}

/** One layer of a file that GDAL reads, in the file's own coordinate system. */
export async function layerTable(source: LayerSource): Promise<SourceTable> {
  const reading = await convert(source);
  const { layer, layers } = reading;
  const table = await featureTable(() => features(reading));
  const crs = layer!.wkt === null ? undefined : sridOfWkt(layer!.wkt);
  return {
    ...table,
    notes: crs === undefined && layer!.wkt !== null ? [unnamedSystem(layer!.wkt)] : [],
    ...(crs !== undefined && { crs }),
    ...(layers.length > 1 && { sheet: layer!.name, sheets: layers.map(({ name, rows }) => ({ name, rows })) }),
  };
}

/** @throws FileProblem if there is no layer of the wanted name. */
export async function convert({ folder, sheet, ...source }: LayerSource): Promise<GdalReading> {
  const outFolder = join(folder, 'out');
  await mkdir(outFolder, { recursive: true });
  const reading = await readWithGdal({ ...source, outFolder, ...(sheet !== undefined && { layer: sheet }) });
  if (!reading.layer)
    throw noSuchLayer(
      sheet ?? '',
      reading.layers.map(({ name }) => name),
    );
  return reading;
}

export async function* features({ path }: GdalReading): AsyncGenerator<SourceFeature[]> {
  for await (const batch of featuresInLines(path)) yield batch.map(({ properties, geometry }) => ({ properties, geometry: singlePart(geometry) }));
}

/** Map programs write every shape as a collection, mostly of one. */
export function singlePart(geometry: unknown): unknown {
  if (!isObject(geometry)) return geometry;
  const { type, coordinates, geometries } = geometry as { type?: string; coordinates?: unknown[]; geometries?: Geometry[] };
  if (type === 'GeometryCollection') return geometries?.length === 1 ? singlePart(geometries[0]) : geometry;
  return type?.startsWith('Multi') && coordinates?.length === 1 ? { type: type.slice('Multi'.length), coordinates: coordinates[0] } : geometry;
}

function unnamedSystem(wkt: string) {
  const name = shown(/^\w+\["([^"]*)"/.exec(wkt)?.[1] ?? '');
  return {
    vi: `Tệp ghi hệ tọa độ “${name}” nhưng không rõ mã EPSG, nên hệ tọa độ được đoán theo các con số. Kiểm tra lại ở bước tọa độ.`,
    en: `The file names the coordinate system “${name}” without a known EPSG number, so the system was guessed from the numbers. Check it in the coordinates step.`,
  };
}

const noSuchLayer = (name: string, names: string[]) =>
  problem(
    `Tệp không có lớp “${shown(name)}”. Chọn một trong: ${names.map(shown).join(', ')}.`,
    `The file has no layer “${shown(name)}”. Choose one of: ${names.map(shown).join(', ')}.`,
  );
