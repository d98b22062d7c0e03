import { batches, FileProblem } from './format.js';
import type { Format, SourceTable } from './format.js';
import { featuresTable, isGeoJson } from './geojson.js';
import { isObject, namesIn, readJson, rowFrom } from './json-text.js';
import type { JsonObject } from './json-text.js';

export const JSON_ITEMS: Format = {
  name: 'json',
  label: { vi: 'JSON (bản ghi theo tên trường, hoặc GeoJSON)', en: 'JSON (records by field name, or GeoJSON)' },
  extensions: ['.json'],
  read: async (path) => ({ ...tableOf(await readJson(path)), format: 'json', encoding: 'UTF-8' }),
};

const tableOf = (value: unknown): SourceTable => (isGeoJson(value) ? featuresTable(value) : itemsTable(isObject(value) ? value.items : value));

/** Records as the API takes them: fields by their names, `geometry` beside them. Also used for the body of a request. */
export function itemsTable(items: unknown): SourceTable {
  if (!Array.isArray(items) || items.length === 0) throw noItems();
  const wrong = items.findIndex((item) => !isObject(item));
  if (wrong >= 0) throw notAnObject(wrong + 1);
  const records = (items as JsonObject[]).map(({ geometry, ...values }) => ({ geometry, values }));
  const columns = namesIn(records.map((record) => record.values));
  const rows = records.map((record, index) => rowFrom(columns, record.values, index, record.geometry));
  return { columns, rows: batches(rows), hasGeometry: records.some((record) => record.geometry !== undefined), estimatedRows: rows.length };
}

const noItems = (): FileProblem =>
  new FileProblem({
    vi: 'Không có bản ghi nào. Gửi một danh sách bản ghi, mỗi bản ghi là các trường theo tên, ví dụ [{"code":"VPC001"}].',
    en: 'There are no records. Send a list of records, each with its fields by name, for example [{"code":"VPC001"}].',
  });

const notAnObject = (ordinal: number): FileProblem =>
  new FileProblem({
    vi: `Mục thứ ${ordinal} không phải là một bản ghi. Mỗi mục cần có dạng {"tên trường": giá trị}.`,
    en: `Item ${ordinal} is not a record. Each item needs the form {"field name": value}.`,
  });
