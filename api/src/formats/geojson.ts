import { batches, FileProblem } from './format.js';
import type { Format, SourceTable } from './format.js';
import { isObject, namesIn, readJson, rowFrom } from './json-text.js';
import type { JsonObject } from './json-text.js';

export const GEOJSON: Format = {
  name: 'geojson',
  label: { vi: 'GeoJSON', en: 'GeoJSON' },
  extensions: ['.geojson'],
  read: async (path) => ({ ...featuresTable(await readJson(path)), format: 'geojson', encoding: 'UTF-8' }),
};

export const isGeoJson = (value: unknown): boolean =>
  isObject(value) ? value.type === 'FeatureCollection' || value.type === 'Feature' : Array.isArray(value) && isObject(value[0]) && value[0].type === 'Feature';

/** A FeatureCollection, one Feature or a list of them. */
export function featuresTable(value: unknown): SourceTable {
  const features = featuresIn(value);
  const properties = features.map((feature) => (isObject(feature.properties) ? feature.properties : {}));
  const columns = namesIn(properties);
  const hasGeometry = features.some((feature) => feature.geometry !== null && feature.geometry !== undefined);
  const rows = features.map((feature, index) => rowFrom(columns, properties[index]!, index, hasGeometry ? (feature.geometry ?? null) : undefined));
  const crs = isObject(value) ? sridNamed(value.crs) : undefined;
  return { columns, rows: batches(rows), hasGeometry, estimatedRows: rows.length, ...(crs === undefined ? {} : { crs }) };
}

function featuresIn(value: unknown): JsonObject[] {
  const list = Array.isArray(value) ? value : isObject(value) && value.type === 'Feature' ? [value] : isObject(value) ? value.features : undefined;
  if (!Array.isArray(list)) throw notFeatures();
  if (list.length === 0) throw empty();
  const wrong = list.findIndex((feature) => !isObject(feature) || feature.type !== 'Feature');
  if (wrong >= 0) throw notAFeature(wrong + 1);
  return list as JsonObject[];
}

/** The `crs` member of GeoJSON from before RFC 7946, which QGIS still writes. Any EPSG number will do. */
function sridNamed(crs: unknown): number | undefined {
  const name = isObject(crs) && isObject(crs.properties) ? String(crs.properties.name) : undefined;
  if (name === undefined) return undefined;
  const srid = /CRS84$/i.test(name) ? 4326 : Number(/EPSG:(?:[\d.]*:)?(\d+)$/i.exec(name)?.[1]);
  if (!Number.isInteger(srid)) throw unknownSystem(name);
  return srid;
}

const notFeatures = (): FileProblem =>
  new FileProblem({
    vi: 'Tệp không phải GeoJSON: không có danh sách “features”. Xuất lại lớp dữ liệu thành GeoJSON (FeatureCollection) rồi gửi lại.',
    en: 'The file is not GeoJSON: it has no list of “features”. Export the layer as GeoJSON (FeatureCollection) and send it again.',
  });

const empty = (): FileProblem =>
  new FileProblem({
    vi: 'Tệp GeoJSON không có đối tượng nào. Kiểm tra bộ lọc khi xuất rồi gửi lại.',
    en: 'The GeoJSON file has no features. Check the filter used in the export and send it again.',
  });

const notAFeature = (ordinal: number): FileProblem =>
  new FileProblem({
    vi: `Mục thứ ${ordinal} trong tệp GeoJSON không phải là “Feature”. Xuất lại tệp từ phần mềm bản đồ rồi gửi lại.`,
    en: `Item ${ordinal} of the GeoJSON file is not a “Feature”. Export the file again from the map program and send it again.`,
  });

const unknownSystem = (name: string): FileProblem =>
  new FileProblem({
    vi: `Tệp GeoJSON ghi hệ tọa độ “${name.slice(0, 60)}” không có mã EPSG nên không hiểu được. Xuất lại theo EPSG:4326 hoặc VN-2000 (EPSG:5897).`,
    en: `The GeoJSON file names the coordinate system “${name.slice(0, 60)}” without an EPSG number, so it is not understood. Export it in EPSG:4326 or VN-2000 (EPSG:5897).`,
  });
