import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { featureTable, type SourceFeature } from './features.js';
import { problem, type FileProblem, type Format } from './format.js';
import { isObject } from './json-text.js';

/** Newline-delimited GeoJSON, and text sequences (RFC 8142) whose records begin with a sign of their own and may take several lines. */
export const GEOJSON_LINES: Format = {
  name: 'geojsonl',
  label: { vi: 'GeoJSON từng dòng (NDJSON, RFC 8142)', en: 'Newline-delimited GeoJSON (NDJSON, RFC 8142)' },
  extensions: ['.geojsonl', '.geojsons', '.ndjson', '.jsonl'],
  read: async (path) => ({ ...(await featureTable(() => featuresInLines(path))), format: 'geojsonl', encoding: 'UTF-8' }),
};

const CHUNK_BYTES = 256 * 1024;
const LONGEST_RECORD = 20_000_000;
const RECORD_SEPARATOR = '\x1e';

export async function* featuresInLines(path: string): AsyncGenerator<SourceFeature[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const place = { line: 1 };
  let separator: string | undefined;
  let rest = '';
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    rest += decode(decoder, chunk, place.line);
    separator ??= rest.trimStart().startsWith(RECORD_SEPARATOR) ? RECORD_SEPARATOR : '\n';
    const end = rest.lastIndexOf(separator);
    if (end < 0 && rest.length > LONGEST_RECORD) throw notAFeature(place.line);
    if (end <= 0) continue;
    yield features(rest.slice(0, end), separator, place);
    if (separator === '\n') place.line++;
    rest = rest.slice(separator === '\n' ? end + 1 : end);
  }
  yield features(rest + decode(decoder, undefined, place.line), separator ?? '\n', place);
}

/** Counts `place.line` on to the end of the text. */
function features(text: string, separator: string, place: { line: number }): SourceFeature[] {
  const found: SourceFeature[] = [];
  const start = place.line;
  let line = start;
  for (const record of text.split(separator)) {
    if (record.trim() !== '') found.push(feature(record, line));
    line += separator === '\n' ? 1 : record.split('\n').length - 1;
  }
  place.line = separator === '\n' ? line - 1 : line;
  return found;
}

function feature(text: string, line: number): SourceFeature {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notJson(line);
  }
  if (!isObject(value) || value.type !== 'Feature') throw notAFeature(line);
  return { properties: isObject(value.properties) ? value.properties : {}, geometry: value.geometry };
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer | undefined, line: number): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw problem(
      `Tệp không phải bảng mã UTF-8 (sau dòng ${line}). Lưu lại tệp với bảng mã UTF-8 rồi gửi lại.`,
      `The file is not UTF-8 text (after line ${line}). Save it with UTF-8 encoding and send it again.`,
    );
  }
}

const notJson = (line: number): FileProblem =>
  problem(
    `Dòng ${line} không phải JSON đúng cú pháp. Tệp có thể bị cắt ngang; xuất lại từ phần mềm rồi gửi lại.`,
    `Line ${line} is not valid JSON. The file may have been cut short; export it again and send it again.`,
  );

const notAFeature = (line: number): FileProblem =>
  problem(
    `Dòng ${line} không phải là một “Feature” của GeoJSON. Mỗi dòng cần một đối tượng; xuất lại thành GeoJSONSeq, hoặc gửi tệp .geojson.`,
    `Line ${line} is not a GeoJSON “Feature”. Every line needs one; export as GeoJSONSeq, or send a .geojson file.`,
  );
