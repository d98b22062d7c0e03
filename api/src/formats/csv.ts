import { TextDecoder } from 'node:util';
import { createReadStream } from 'node:fs';
import { CsvSplitter, LONGEST_RECORD } from './csv-splitter.js';
import { BATCH_ROWS, FileProblem } from './format.js';
import type { Format, SourceRow } from './format.js';
import { tableWithHeader } from './table.js';

const CHUNK_BYTES = 256 * 1024;

export const CSV: Format = {
  name: 'csv',
  label: { vi: 'Bảng CSV (UTF-8)', en: 'CSV table (UTF-8)' },
  extensions: ['.csv', '.txt', '.tsv'],
  read: (path) => tableWithHeader(rowsOf(path)),
};

async function* rowsOf(path: string): AsyncGenerator<SourceRow[]> {
  let splitter: CsvSplitter | undefined;
  let batch: SourceRow[] = [];
  let pending = '';
  for await (const text of textOf(path)) {
    pending += text;
    splitter ??= splitterFor(pending);
    if (!splitter) continue;
    batch = batch.concat(splitter.push(pending));
    pending = '';
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  yield batch.concat(splitter?.end() ?? []);
}

/** Once the first line is there its separator is known; a file without a second line has nothing to read. */
function splitterFor(text: string): CsvSplitter | undefined {
  const separator = separatorOf(text);
  if (separator === null && text.length > LONGEST_RECORD) throw notText();
  return separator === null ? undefined : new CsvSplitter(separator);
}

/** The separator most used in the first line that is not blank, outside quotes; null while that line is not complete. */
function separatorOf(text: string): string | null {
  const line = /^\s*(\S[^\r\n]*)[\r\n]/.exec(text)?.[1]?.replace(/"[^"]*"/g, '');
  if (line === undefined) return null;
  const count = (separator: string): number => line.split(separator).length;
  return [',', ';', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

/** The file's text by chunks. UTF-8 unless a byte order mark says UTF-16 (Excel's "Unicode text"). */
async function* textOf(path: string): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let lines = 1;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true });
    const text = decode(decoder, chunk, lines);
    if (text.includes('\0')) throw notText();
    lines += countLines(chunk);
    yield text;
  }
  const tail = decoder ? decode(decoder, undefined, lines) : '';
  if (tail) yield tail;
}

function decode(decoder: TextDecoder, chunk: Buffer | undefined, line: number): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw notUtf8(line + (chunk ? linesBeforeFault(chunk) : 0));
  }
}

/** Line feeds are never part of another character in UTF-8, so each line can be tried by itself. */
function linesBeforeFault(chunk: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = 0;
  for (let start = chunk.indexOf(10) + 1; start > 0; lines++) {
    const end = chunk.indexOf(10, start);
    try {
      decoder.decode(chunk.subarray(start, end < 0 ? undefined : end));
    } catch {
      return lines + 1;
    }
    start = end + 1;
  }
  return 0;
}

function countLines(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
  return lines;
}

const notUtf8 = (line: number): FileProblem =>
  new FileProblem({
    vi: `Tệp CSV không phải bảng mã UTF-8 (gặp lỗi quanh dòng ${line}), nên chữ tiếng Việt sẽ bị sai. Trong Excel chọn Lưu thành “CSV UTF-8”, hoặc gửi tệp .xlsx.`,
    en: `The CSV file is not UTF-8 text (fault near line ${line}), so Vietnamese letters would be wrong. In Excel save as “CSV UTF-8”, or send the .xlsx file.`,
  });

const notText = (): FileProblem =>
  new FileProblem({
    vi: 'Tệp mang tên CSV nhưng nội dung không phải văn bản. Lưu lại bảng thành “CSV UTF-8” hoặc .xlsx rồi gửi lại.',
    en: 'The file is called CSV but does not hold text. Save the table as “CSV UTF-8” or .xlsx and send it again.',
  });
