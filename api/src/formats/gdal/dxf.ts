import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { featureTable, type SourceFeature } from '../features.js';
import { problem, type Format, type ReadOptions, type SourceTable } from '../format.js';
import { isObject } from '../json-text.js';
import { encodingOfBytes, type Encoding } from '../legacy.js';
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

const LAYER = 'Layer';

async function read(path: string, folder: string, { sheet }: ReadOptions = {}): Promise<SourceTable> {
  await mkdir(join(folder, 'in'));
  const file = await namedCopy(path, join(folder, 'in'), 'data.dxf');
  // The version and the code page a drawing names say little about its text, so that comes as bytes.
  const reading = await convert({ driver: 'DXF', file, folder, config: { DXF_ENCODING: 'ISO-8859-1' } });
  const { layers, texts, lines, others } = await contents(reading);
  const encoding = encodingOfBytes(texts);
  const sheets = [...layers].map(([name, rows]) => ({ name: readable(name, encoding), rows }));
  if (sheet !== undefined && !sheets.some(({ name }) => name === sheet))
    throw noSuchLayer(
      sheet,
      sheets.map(({ name }) => name),
    );
  const wanted = ({ geometry, properties }: SourceFeature): boolean => (!lines || isLine(geometry)) && (sheet === undefined || properties[LAYER] === sheet);
  const table = await featureTable(() => chosen(reading, encoding, wanted));
  const notes = lines && others ? [leftAside(others)] : [];
  return { ...table, format: 'dxf', notes, sheets, ...(encoding && { encoding: encoding.label }), ...(sheet !== undefined && { sheet }) };
}

interface Contents {
  /** Drawing layers with lines, and how many. */
  layers: Map<string, number>;
  texts: string[];
  lines: number;
  others: number;
}

async function contents(reading: GdalReading): Promise<Contents> {
  const found: Contents = { layers: new Map(), texts: [], lines: 0, others: 0 };
  for await (const batch of features(reading))
    for (const { geometry, properties } of batch) {
      if (found.texts.length < ENOUGH_TEXTS) found.texts.push(...Object.values(properties).filter((value) => typeof value === 'string'));
      if (isLine(geometry)) {
        const name = String(properties[LAYER] ?? '');
        found.layers.set(name, (found.layers.get(name) ?? 0) + 1);
        found.lines++;
      } else found.others++;
    }
  return found;
}

const ENOUGH_TEXTS = 5000;

async function* chosen(reading: GdalReading, encoding: Encoding | null, wanted: (feature: SourceFeature) => boolean): AsyncGenerator<SourceFeature[]> {
  for await (const batch of features(reading))
    yield batch.map(({ properties, geometry }) => ({ properties: inUnicode(properties, encoding), geometry })).filter(wanted);
}

const inUnicode = (properties: SourceFeature['properties'], encoding: Encoding | null): SourceFeature['properties'] =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, typeof value === 'string' ? readable(value, encoding) : value]));

/** Letters beyond a drawing's code page are written \U+1EA1. */
const readable = (text: string, encoding: Encoding | null): string =>
  (encoding ? encoding.convert(text) : text).replace(/\\U\+([0-9A-F]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

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
