import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { GdalAnswer, GdalRequest } from './gdal.js';

/** GDAL in this thread, for one file: it sees only the folders it is given, and whatever it does ends with the thread. */
interface Dataset {
  info: { driverShortName: string; layers?: { name: string; featureCount: number; geometryFields?: { coordinateSystem?: { wkt?: string } }[] }[] };
}
interface Gdal {
  open(path: string, openOptions: string[]): Promise<{ datasets: Dataset[]; errors: { message: string }[] }>;
  ogr2ogr(dataset: Dataset, options: string[], name: string): Promise<unknown>;
}

const request = workerData as GdalRequest;
const errors: string[] = [];

async function start(): Promise<Gdal> {
  const require = createRequire(request.gdal);
  const begin = require(request.gdal) as (options: object) => Promise<Gdal>;
  return begin({
    // The library puts "./" before its data file's path, so it has to be relative.
    path: relative(process.cwd(), join(dirname(request.gdal), 'dist/package')),
    dest: request.outFolder,
    useWorker: false,
    logHandler: () => undefined,
    errorHandler: (line: string) => {
      if (line.startsWith('ERROR')) errors.push(line.slice(0, 300));
    },
    env: request.config,
  });
}

async function run(): Promise<GdalAnswer> {
  const gdal = await start();
  const { datasets } = await gdal.open(request.file, request.openOptions);
  const [dataset] = datasets;
  if (!dataset?.info?.layers || dataset.info.driverShortName !== request.driver) return { errors: errors.length ? errors : ['not recognised'] };
  const layers = dataset.info.layers.map((layer) => ({
    name: layer.name,
    rows: layer.featureCount,
    wkt: layer.geometryFields?.[0]?.coordinateSystem?.wkt ?? null,
  }));
  const layer = layers.find(({ name }) => name === request.layer) ?? layers.reduce((most, one) => (one.rows > most.rows ? one : most), layers[0]!);
  if (!layer || (request.layer !== undefined && layer.name !== request.layer)) return { layers, errors: [] };
  await convert(gdal, dataset, layer.name);
  return { layers, layer: layer.name, errors };
}

/** Without a system of its own the layer is not brought to WGS 84, as this driver does otherwise. */
async function convert(gdal: Gdal, dataset: Dataset, layer: string): Promise<void> {
  const options = ['-f', 'GeoJSONSeq', '-a_srs', 'None', '-dim', 'XY', '-lco', 'COORDINATE_PRECISION=10', '-lco', 'RS=NO', ...request.options, layer];
  try {
    await gdal.ogr2ogr(dataset, options, 'layer');
  } catch (error) {
    // The library rejects for mere warnings too; errors were told to the handler.
    if (!(error as { message?: string } | null)?.message) throw error;
  }
}

// The library's compiling does not keep a thread alive; whoever started it ends it.
parentPort!.on('message', () => undefined);
run().then(
  (answer) => parentPort!.postMessage(answer),
  (error: unknown) => parentPort!.postMessage({ errors: [...errors, String((error as { message?: string } | null)?.message ?? error)] }),
);
