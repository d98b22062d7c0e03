// node slim-postgis.mjs TARGET: packs what the embedded database needs of PostGIS. The whole package holds raster, topology and a geocoder as well,
// 90 MB that would be unpacked and compiled at every start, for another two seconds and as much memory.
import { createReadStream, createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';

const WHOLE = new URL('./postgis.tar.gz', import.meta.resolve('@electric-sql/pglite-postgis'));

/** The library, the coordinate systems, and what `create extension postgis` reads. */
const NEEDED = [/\/postgis-\d+\.so$/, /\/proj\/proj\.db$/, /\/extension\/postgis\.control$/, /\/extension\/postgis--\d[\d.]*\.sql$/];

const [target] = process.argv.slice(2);
const [whole, slim, found] = [extract(), pack(), new Set()];
whole.on('entry', (header, content, next) => {
  const kind = NEEDED.findIndex((pattern) => pattern.test(header.name));
  if (kind < 0) return content.on('end', next).resume();
  found.add(kind);
  content.pipe(slim.entry(header, next));
});
whole.on('finish', () => slim.finalize());
// Packed for speed: it is unpacked at every start.
await Promise.all([
  pipeline(createReadStream(fileURLToPath(WHOLE)), createGunzip(), whole),
  pipeline(slim, createGzip({ level: 1 }), createWriteStream(target)),
]);
if (found.size < NEEDED.length) throw new Error(`The package of PostGIS lacks ${NEEDED.filter((_, kind) => !found.has(kind)).join(', ')}`);
