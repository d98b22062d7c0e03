import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { featureTable, type SourceFeature } from '../features.js';
import { problem, type Format, type ReadOptions, type SourceTable } from '../format.js';
import { isObject } from '../json-text.js';
import { withUnicode } from '../legacy.js';
import { inScratch, namedCopy } from '../scratch.js';
import { shown } from '../zip.js';
import { convert, features } from './layer.js';
import type { GdalReading } from './gdal.js';

/** Drawings: their lines, each with the name of its drawing layer. A drawing knows no coordinate system. */
export const DXF: Format = {
  name: 'dxf',
  label: { vi: 'Bản vẽ DXF', en: 'DXF drawing' },
  extensions: ['.dxf'],
  read: (path, options) => inScratch((folder) => read(path, folder, options)),
};

/** From AutoCAD 2007 on text is in UTF-8. */
const UTF8_SINCE = 'AC1021';
const LAYER = 'Layer';

async function read(path: string, folder: string, { sheet }: ReadOptions = {}): Promise<SourceTable> {
  await mkdir(join(folder, 'in'));
  const file = await namedCopy(path, join(folder, 'in'), 'data.dxf');
  const unicode = (await versionOf(file)) >= UTF8_SINCE;
  const reading = await convert({ driver: 'DXF', file, folder, ...(!unicode && { config: { DXF_ENCODING: 'ISO-8859-1' } }) });
  const { layers, lines, others } = await contents(reading);
  if (sheet !== undefined && !layers.has(sheet)) throw noSuchLayer(sheet, [...layers.keys()]);
  const wanted = ({ geometry, properties }: SourceFeature): boolean =>
    (lines ? isLine(geometry) : true) && (sheet === undefined || properties[LAYER] === sheet);
  const table = await featureTable(() => chosen(reading, wanted));
  const result = await withUnicode({ ...table, notes: lines && others ? [leftAside(others)] : [] }, !unicode);
  return { ...result, format: 'dxf', sheets: [...layers].map(([name, rows]) => ({ name, rows })), ...(sheet !== undefined && { sheet }) };
}

async function versionOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4000), 0, 4000, 0);
    return /\$ACADVER\s+1\s+(AC\d{4})/.exec(buffer.toString('latin1'))?.[1] ?? '';
  } finally {
    await file.close();
  }
}

async function contents(reading: GdalReading): Promise<{ layers: Map<string, number>; lines: number; others: number }> {
  const layers = new Map<string, number>();
  let [lines, others] = [0, 0];
  for await (const batch of features(reading))
    for (const { geometry, properties } of batch) {
      if (!isLine(geometry)) {
        others++;
        continue;
      }
      lines++;
      const name = String(properties[LAYER] ?? '');
      layers.set(name, (layers.get(name) ?? 0) + 1);
    }
  return { layers, lines, others };
}

async function* chosen(reading: GdalReading, wanted: (feature: SourceFeature) => boolean): AsyncGenerator<SourceFeature[]> {
  for await (const batch of features(reading)) yield batch.filter(wanted).map(({ properties, geometry }) => ({ properties: readable(properties), geometry }));
}

/** Letters beyond a drawing's code page are written \U+1EA1. */
const readable = (properties: SourceFeature['properties']): SourceFeature['properties'] =>
  Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(/\\U\+([0-9A-F]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : value,
    ]),
  );

const isLine = (geometry: unknown): boolean => isObject(geometry) && (geometry.type === 'LineString' || geometry.type === 'MultiLineString');

const leftAside = (count: number) => ({
  vi: `Bản vẽ có ${count} đối tượng không phải đường (chữ, điểm, vùng tô); các đối tượng này không được đọc.`,
  en: `The drawing has ${count} objects that are no lines (text, points, hatches); they were left aside.`,
});

const noSuchLayer = (name: string, names: string[]) =>
  problem(
    `Bản vẽ không có lớp “${shown(name)}” chứa đường. Chọn một trong: ${names.map(shown).join(', ')}.`,
    `The drawing has no layer “${shown(name)}” with lines. Choose one of: ${names.map(shown).join(', ')}.`,
  );
