import { stat } from 'node:fs/promises';
import { archiveFormat, kmzFormat } from './archive.js';
import { contentOf, isLocked, type Content } from './content.js';
import { CSV } from './csv.js';
import { FileProblem, problem, type Format, type ReadOptions, type SourceRow, type SourceTable } from './format.js';
import { DXF } from './gdal/dxf.js';
import { GEOPACKAGE } from './gdal/geopackage.js';
import { GEOJSON_LINES } from './geojson-lines.js';
import { GEOJSON } from './geojson.js';
import { JSON_ITEMS } from './json.js';
import { KML } from './kml.js';
import { withUnicode } from './legacy.js';
import * as refused from './refused.js';
import { openArchive } from './zip.js';
import { XLSX } from './xlsx/xlsx.js';

const SINGLE = [XLSX, CSV, GEOJSON, JSON_ITEMS, GEOJSON_LINES, KML, GEOPACKAGE, DXF];
const KMZ = kmzFormat(readAs);
const ZIP = archiveFormat(() => [...SINGLE, KMZ].flatMap(({ extensions }) => extensions), readAs);

/** The only list of file formats. */
export const FORMATS: Format[] = [...SINGLE, KMZ, ZIP];

export interface OpenOptions extends ReadOptions {
  /** Larger files are refused. */
  limitBytes?: number;
}

export const FILE_LIMIT_BYTES = 100 * 1024 * 1024;

/**
 * Reads a file by its name, once its content agrees: unpacked where it is an archive, its letters in Unicode.
 * @param path of the file on disk, whose own name does not matter.
 * @returns a table whose `close` is to be called if its rows are not read to the end.
 * @throws FileProblem when the file as a whole cannot be read; reading its rows may throw it too.
 */
export async function openTable(path: string, fileName: string, { limitBytes = FILE_LIMIT_BYTES, ...options }: OpenOptions = {}): Promise<SourceTable> {
  const { size } = await stat(path);
  if (size === 0) throw refused.empty();
  if (size > limitBytes) throw refused.tooLarge(size, limitBytes);
  try {
    const table = await withUnicode(await readAs(path, fileName, options));
    // The same object: what is found out while rows are read is written into it.
    table.rows = guarded(table.rows);
    return table;
  } catch (error) {
    throw fileProblem(error);
  }
}

async function readAs(path: string, fileName: string, options: ReadOptions): Promise<SourceTable> {
  const format = await formatFor(path, fileName);
  return format.read(path, options);
}

async function* guarded(rows: AsyncIterable<SourceRow[]>): AsyncGenerator<SourceRow[]> {
  try {
    yield* rows;
  } catch (error) {
    throw fileProblem(error);
  }
}

/** Text too long for a string or nested too deep is the file's fault; anything else is ours. */
const fileProblem = (error: unknown): unknown => (error instanceof RangeError || isTooLong(error) ? tooComplex() : error);
const isTooLong = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG';

/** Content each format's files may have; a reader tells by itself what is wrong with text. */
const HOLDS: Record<string, Content[]> = {
  xlsx: ['zip'],
  csv: ['text'],
  geojson: ['json', 'text'],
  json: ['json', 'text'],
  geojsonl: ['json', 'text'],
  kml: ['kml', 'xml'],
  gpkg: ['sqlite'],
  dxf: ['dxf'],
  kmz: ['zip'],
  zip: ['zip'],
};

/** The format of a file by its name. @throws FileProblem when its content is another's. */
export async function formatFor(path: string, fileName: string): Promise<Format> {
  const extension = /\.[^.]*$/.exec(fileName)?.[0].toLowerCase() ?? '';
  const content = await contentOf(path);
  if (content === 'ole') throw (await isLocked(path)) ? refused.locked() : extension === '.xls' ? refused.oldExcel() : refused.oldOffice();
  const format = FORMATS.find(({ extensions }) => extensions.includes(extension));
  if (!format)
    throw refused.unknownEnding(
      extension,
      FORMATS.flatMap(({ extensions }) => extensions),
    );
  if (!HOLDS[format.name]!.includes(content)) throw refused.otherContent(extension, content);
  if (content === 'zip') await checkOffice(path, format, extension);
  return format;
}

/** Office documents are archives too: what they hold tells which they are. */
async function checkOffice(path: string, format: Format, extension: string): Promise<void> {
  let found: string[];
  try {
    const archive = await openArchive(path);
    archive.close();
    found = archive.entries.map(({ fileName }) => fileName);
  } catch (error) {
    // The reader tells of damage in its own words; traps are told of at once.
    if (error instanceof FileProblem && format !== XLSX) throw error;
    return;
  }
  const has = (start: string): boolean => found.some((name) => name.startsWith(start));
  if (has('xl/workbook.bin')) throw refused.binaryWorkbook();
  if (has('word/') || has('ppt/')) throw refused.otherOffice(extension);
  if (has('content.xml') && has('mimetype')) throw refused.openDocument();
  if (format !== XLSX && has('xl/workbook.xml')) throw refused.workbookCalled(extension);
}

const tooComplex = (): FileProblem =>
  problem(
    'Tệp quá lớn hoặc quá phức tạp để đọc một lần. Chia thành nhiều tệp, hoặc gửi dạng CSV, XLSX hay GeoJSON từng dòng.',
    'The file is too large or too complex to be read at once. Divide it, or send it as CSV, XLSX or newline-delimited GeoJSON.',
  );
