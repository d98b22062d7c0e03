import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceTable } from '../format.js';
import { asWritten, UTF_8, WINDOWS_1258, withUnicode, type Encoding } from '../legacy.js';
import { sridOfCoordSys } from './epsg.js';
import { layerTable } from './layer.js';

/** How MapInfo names what text is written in, in the head of .tab and .mif. */
const CHARSET = /(^[ \t]*!?charset[ \t]+"?)([\w-]+)/im;
/** GDAL here has no tables of code pages: called so, every byte comes as the sign of its number. */
const AS_BYTES = 'ISO8859_1';
const HEAD_BYTES = 64 * 1024;

/** A table's parts `data.tab`, `data.dat`, … or `data.mif`, `data.mid` in `folder/in`. */
export async function readMapInfo(folder: string, extension: 'tab' | 'mif'): Promise<SourceTable> {
  const file = join(folder, 'in', `data.${extension}`);
  const content = await readFile(file);
  const head = content.toString('latin1', 0, HEAD_BYTES);
  const said = CHARSET.exec(head)?.[2] ?? '';
  if (said) await writeFile(file, Buffer.concat([Buffer.from(head.replace(CHARSET, `$1${AS_BYTES}`), 'latin1'), content.subarray(HEAD_BYTES)]));
  const table = await layerTable({ driver: 'MapInfo File', file, folder });
  const crs = table.crs ?? (extension === 'mif' ? sridOfCoordSys(head) : undefined);
  const encoding = encodingNamed(said);
  return { ...(encoding ? asWritten(table, encoding) : await withUnicode(table, true)), ...(crs !== undefined && { crs }), format: extension };
}

function encodingNamed(charset: string): Encoding | null {
  if (/utf-?8/i.test(charset)) return UTF_8;
  return charset === 'WindowsVietnamese' ? WINDOWS_1258 : null;
}
