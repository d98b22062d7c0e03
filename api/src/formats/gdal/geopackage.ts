import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Format } from '../format.js';
import { inScratch, namedCopy } from '../scratch.js';
import { layerTable } from './layer.js';

export const GEOPACKAGE: Format = {
  name: 'gpkg',
  label: { vi: 'GeoPackage', en: 'GeoPackage' },
  extensions: ['.gpkg'],
  read: (path, options) =>
    inScratch(async (folder) => {
      await mkdir(join(folder, 'in'));
      const file = await namedCopy(path, join(folder, 'in'), 'data.gpkg');
      return { ...(await layerTable({ ...options, driver: 'GPKG', file, folder })), format: 'gpkg', encoding: 'UTF-8' };
    }),
};
