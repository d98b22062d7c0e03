import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { featureTable } from './features.js';
import { problem, type Format, type ReadOptions, type SheetInfo, type SourceTable } from './format.js';
import { PlacemarkReader, type Placemark } from './kml-features.js';
import { shown } from './zip.js';
import { utf8 } from './xml-text.js';

/** Read here, not by GDAL, whose KML driver without libkml gives neither <Data> nor the folders of its placemarks. */
export const KML: Format = { name: 'kml', label: { vi: 'KML (Google Earth)', en: 'KML (Google Earth)' }, extensions: ['.kml'], read };

/** A column for the folder a placemark lies in, where there are several: districts and operators are often kept so. */
const FOLDER = 'Folder';

async function read(path: string, options: ReadOptions = {}): Promise<SourceTable> {
  const folders = await foldersIn(path);
  if (options.sheet !== undefined && !folders.some(({ name }) => name === options.sheet)) throw noSuchFolder(options.sheet, folders);
  const several = folders.length > 1;
  const table = await featureTable(() => placemarks(path, options.sheet, several));
  return { ...table, crs: 4326, format: 'kml', ...(several && { sheets: folders }), ...(options.sheet !== undefined && { sheet: options.sheet }) };
}

async function foldersIn(path: string): Promise<SheetInfo[]> {
  const counts = new Map<string, number>();
  for await (const found of all(path)) for (const { folder } of found) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return [...counts].map(([name, rows]) => ({ name, rows }));
}

async function* placemarks(path: string, folder: string | undefined, several: boolean): AsyncGenerator<Placemark[]> {
  for await (const found of all(path)) {
    const wanted = folder === undefined ? found : found.filter((one) => one.folder === folder);
    if (several) for (const { properties, folder: name } of wanted) if (!Object.hasOwn(properties, FOLDER)) properties[FOLDER] = name;
    yield wanted;
  }
}

async function* all(path: string): AsyncGenerator<Placemark[]> {
  const reader = new PlacemarkReader();
  for await (const text of utf8(createReadStream(path), await charsetOf(path))) yield reader.write(text);
  reader.end();
}

const CHARSET = /^[^<]*<\?xml[^>]*\sencoding=["']([\w-]+)["']/;

async function charsetOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(200), 0, 200, 0);
    if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le';
    return known(CHARSET.exec(buffer.toString('latin1', 0, bytesRead))?.[1]);
  } finally {
    await file.close();
  }
}

function known(charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).encoding;
  } catch {
    return 'utf-8';
  }
}

const noSuchFolder = (name: string, folders: SheetInfo[]) =>
  problem(
    `Tệp không có thư mục “${shown(name)}”. Chọn một trong: ${folders.map((folder) => shown(folder.name)).join(', ')}.`,
    `The file has no folder “${shown(name)}”. Choose one of: ${folders.map((folder) => shown(folder.name)).join(', ')}.`,
  );
