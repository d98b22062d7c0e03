import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceTable } from '../format.js';
import { asWritten, UTF_8, WINDOWS_1258, withUnicode, type Encoding } from '../legacy.js';
import { layerTable } from './layer.js';

/**
 * A Shapefile's parts `data.shp`, `data.dbf`, … in `folder/in`. GDAL here has no tables of code pages, so text comes as bytes and is
 * decoded by what .cpg says, or by what the text itself shows.
 */
export async function readShapefile(folder: string): Promise<SourceTable> {
  const stem = join(folder, 'in', 'data');
  const table = await layerTable({
    driver: 'ESRI Shapefile',
    file: `${stem}.shp`,
    folder,
    openOptions: ['ENCODING=ISO-8859-1'],
    config: { SHAPE_RESTORE_SHX: 'YES' },
  });
  const said = await encodingSaid(`${stem}.cpg`);
  return { ...(said ? asWritten(table, said) : await withUnicode(table, true)), format: 'shp' };
}

/** .cpg holds "UTF-8", "1258", "ANSI 1258"; "1252" stands beside any text, so it says nothing. */
async function encodingSaid(cpg: string): Promise<Encoding | null> {
  const said = await readFile(cpg, 'latin1').catch(() => '');
  if (/utf-?8|65001/i.test(said)) return UTF_8;
  return /1258/.test(said) ? WINDOWS_1258 : null;
}
