import { BATCH_ROWS, problem, type SourceRow, type SourceTable } from './format.js';
import { rowFrom, type JsonObject } from './json-text.js';

export interface SourceFeature {
  properties: JsonObject;
  /** null: none. */
  geometry: unknown;
}

/**
 * A table of features that are read twice, as they come: once for the names of their values, which only the last may have, once for
 * the values. So a file of any length takes the memory of one batch.
 */
export async function featureTable(read: () => AsyncIterable<SourceFeature[]>): Promise<SourceTable> {
  const names = new Set<string>();
  let hasGeometry = false;
  let count = 0;
  for await (const features of read())
    for (const { properties, geometry } of features) {
      count++;
      hasGeometry ||= geometry !== null && geometry !== undefined;
      for (const name of Object.keys(properties)) names.add(name);
    }
  if (!count) throw noFeatures();
  const columns = [...names].map((header) => ({ header, letter: null }));
  return { columns, hasGeometry, rows: rowsOf(read, columns, hasGeometry), estimatedRows: count };
}

async function* rowsOf(read: () => AsyncIterable<SourceFeature[]>, columns: SourceTable['columns'], hasGeometry: boolean): AsyncGenerator<SourceRow[]> {
  let ordinal = 0;
  let batch: SourceRow[] = [];
  for await (const features of read()) {
    for (const { properties, geometry } of features) batch.push(rowFrom(columns, properties, ordinal++, hasGeometry ? (geometry ?? null) : undefined));
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}

const noFeatures = () =>
  problem(
    'Tệp không có đối tượng nào. Kiểm tra bộ lọc khi xuất rồi gửi lại.',
    'The file has no features. Check the filter used in the export and send it again.',
  );
