import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { problem, type FileProblem } from '../format.js';

export interface GdalRequest {
  /** Path of the library's module. */
  gdal: string;
  /** The only driver whose reading is accepted: a file's content may look like something else. */
  driver: string;
  file: string;
  outFolder: string;
  /** Absent: the one with the most features. */
  layer?: string;
  openOptions: string[];
  /** Further options of ogr2ogr. */
  options: string[];
  /** GDAL's configuration. */
  config: Record<string, string>;
}

export interface GdalLayer {
  name: string;
  rows: number;
  wkt: string | null;
}

export interface GdalAnswer {
  layers?: GdalLayer[];
  /** The layer written; absent: none has the wanted name. */
  layer?: string;
  errors: string[];
}

export interface GdalReading {
  layers: GdalLayer[];
  layer: GdalLayer | undefined;
  /** Its features, one GeoJSON Feature on a line, in the file's own coordinate system. */
  path: string;
}

/** What may be set by whoever runs it: tests run the worker without a build. */
export const GDAL_WORKER = { url: new URL('./gdal-worker.js', import.meta.url), timeLimitMs: 180_000 };

const MEMORY_LIMIT_MB = 512;
const LONGEST_DETAIL = 160;

// One file at a time: the library with a large file takes several hundred megabytes.
let before: Promise<unknown> = Promise.resolve();

type Wanted = Pick<GdalRequest, 'driver' | 'file' | 'outFolder' | 'layer'> & Partial<Pick<GdalRequest, 'openOptions' | 'options' | 'config'>>;

/** Lets GDAL read a file, in a thread that ends with it. @throws FileProblem when GDAL cannot, fails, or takes too long. */
export function readWithGdal(wanted: Wanted): Promise<GdalReading> {
  const reading = before.then(() =>
    inWorker({ gdal: createRequire(import.meta.url).resolve('gdal3.js/node.js'), openOptions: [], options: [], config: {}, ...wanted }),
  );
  before = reading.catch(() => undefined);
  return reading.then((answer) => readingFrom(answer, wanted));
}

function readingFrom({ layers, layer, errors }: GdalAnswer, wanted: Wanted): GdalReading {
  if (errors.length) throw unreadable(wanted.driver, detailOf(errors[0]!));
  if (!layers?.length) throw unreadable(wanted.driver, 'no layers');
  return { layers, layer: layers.find(({ name }) => name === layer), path: join(wanted.outFolder, 'layer.geojsonl') };
}

/** GDAL's own words, without the places in its source and in its file system that it puts before them. */
const detailOf = (error: string): string =>
  error
    .replace(/^ERROR \d+: /, '')
    .replace(/\S*\/\S+\.(?:cpp|c|h)(?:, |:)\d+: /g, '')
    .replace(/\/(?:input|output)\//g, '')
    .trim()
    .slice(0, LONGEST_DETAIL);

function inWorker(request: GdalRequest): Promise<GdalAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(GDAL_WORKER.url, {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
      stdout: true,
      stderr: true,
    });
    const limit = setTimeout(() => end(() => reject(tooSlow())), GDAL_WORKER.timeLimitMs);
    let ended = false;
    const end = (settle: () => void): void => {
      if (ended) return;
      ended = true;
      clearTimeout(limit);
      void worker.terminate().then(settle);
    };
    worker.once('message', (answer: GdalAnswer) => end(() => resolve(answer)));
    // Out of memory, or an abort inside WebAssembly.
    worker.once('error', (error) => end(() => resolve({ errors: [error.message] })));
    worker.once('exit', () => end(() => resolve({ errors: ['the reader ended'] })));
  });
}

const NAMES: Record<string, string> = { 'ESRI Shapefile': 'Shapefile', 'MapInfo File': 'MapInfo', GPKG: 'GeoPackage', DXF: 'DXF' };

const unreadable = (driver: string, detail: string): FileProblem =>
  problem(
    `Không đọc được nội dung ${NAMES[driver] ?? driver}: tệp hỏng, thiếu phần hoặc không đúng định dạng (${detail}). Mở tệp bằng QGIS hoặc phần mềm gốc, xuất lại (ví dụ thành GeoPackage) rồi gửi lại.`,
    `The ${NAMES[driver] ?? driver} content cannot be read: it is damaged, incomplete or of another format (${detail}). Open it in QGIS or the original program, export it again (to GeoPackage, say) and send it again.`,
  );

const tooSlow = (): FileProblem =>
  problem(
    `Tệp quá phức tạp: sau ${Math.round(GDAL_WORKER.timeLimitMs / 1000)} giây vẫn chưa đọc xong. Chia thành nhiều tệp nhỏ hơn, hoặc xuất thành GeoJSON từng dòng (GeoJSONSeq) rồi gửi lại.`,
    `The file is too complex: it was not read within ${Math.round(GDAL_WORKER.timeLimitMs / 1000)} seconds. Divide it into smaller files, or export it as newline-delimited GeoJSON (GeoJSONSeq) and send it again.`,
  );
