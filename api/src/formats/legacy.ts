import { isUtf8 } from 'node:buffer';
import type { Text } from '../registry/field.js';
import type { SourceColumn, SourceRow, SourceTable } from './format.js';
import { fromTcvn3, fromVni } from './legacy-fonts.js';
import { markedWords, vietnameseShare } from './vietnamese.js';

export interface Encoding {
  label: string;
  /** @param text in Latin-1: a sign for each byte. */
  convert(text: string): string;
}

export const TCVN3: Encoding = { label: 'TCVN3 (ABC)', convert: fromTcvn3 };
export const VNI: Encoding = { label: 'VNI', convert: fromVni };
const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const decoder1258 = new TextDecoder('windows-1258');
/** Tone marks follow their letters in this code page; they are put together. */
export const WINDOWS_1258: Encoding = { label: 'Windows-1258', convert: (text) => decoder1258.decode(bytesOf(text)).normalize('NFC') };
export const UTF_8: Encoding = {
  label: 'UTF-8',
  convert(text) {
    const bytes = bytesOf(text);
    return isUtf8(bytes) ? bytes.toString('utf8') : text;
  },
};

/** Letters of fonts from before Unicode, which may lie in any file: the text itself is right, only its font is missing. */
const FONTS = [TCVN3, VNI];
const BYTES = [WINDOWS_1258, ...FONTS];

const CLEAR_SHARE = 0.8;
const WRONG_SHARE = 0.5;
const LEAST_WORDS = 2;
const BEYOND_LATIN1 = /[^\0-\xff]/;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** What words in Latin-1 really are, if that is clear: nearly all become Vietnamese syllables, and as they stand few are. */
function encodingOf(words: string[], candidates: Encoding[]): Encoding | null {
  if (words.length < LEAST_WORDS || vietnameseShare(words, (word) => word) > WRONG_SHARE) return null;
  const [best, second] = candidates.map((encoding) => ({ encoding, share: vietnameseShare(words, encoding.convert) })).sort((a, b) => b.share - a.share);
  return best!.share >= CLEAR_SHARE && best!.share > second!.share ? best!.encoding : null;
}

/** @param texts Latin-1 that stands for bytes. Other encodings hardly ever make valid UTF-8. */
export function encodingOfBytes(texts: string[]): Encoding | null {
  const marked = texts.filter((text) => BEYOND_ASCII.test(text));
  if (marked.length && marked.every((text) => isLatin1(text) && isUtf8(bytesOf(text)))) return UTF_8;
  return encodingOf(markedWords(texts), BYTES);
}

const encodingOfFont = (texts: string[]): Encoding | null => encodingOf(markedWords(texts), FONTS);

/**
 * The table with letters of TCVN3 and VNI fonts turned into Unicode, each column judged by itself: files are pasted together from many.
 * @param bytes the text is Latin-1 that stands for bytes of an unknown encoding.
 */
export async function withUnicode(table: SourceTable, bytes = false): Promise<SourceTable> {
  const batches = table.rows[Symbol.asyncIterator]();
  const first = await batches.next();
  const rows: SourceRow[] = first.done ? [] : first.value;
  const converter = new Converter(table.columns, rows, bytes ? encodingOfBytes : encodingOfFont);
  const result: SourceTable = { ...table, columns: converter.columns, notes: table.notes ?? [] };
  converter.result = result;
  converter.convert(rows);
  result.rows = follow(rows, batches, converter);
  return result;
}

/** The table with all its text, Latin-1 that stands for bytes, read in the encoding the file says it has. */
export function asWritten(table: SourceTable, encoding: Encoding): SourceTable {
  const columns = table.columns.map((column) => ({ ...column, header: converted(column.header, encoding) }));
  return { ...table, columns, rows: decoded(table.rows, encoding), encoding: encoding.label };
}

async function* decoded(batches: AsyncIterable<SourceRow[]>, encoding: Encoding): AsyncGenerator<SourceRow[]> {
  for await (const rows of batches) {
    for (const { cells } of rows) cells.forEach((cell, at) => typeof cell === 'string' && (cells[at] = converted(cell, encoding)));
    yield rows;
  }
}

async function* follow(first: SourceRow[], batches: AsyncIterator<SourceRow[]>, converter: Converter): AsyncGenerator<SourceRow[]> {
  try {
    if (first.length) yield first;
    for (let next = await batches.next(); !next.done; next = await batches.next()) {
      converter.convert(next.value);
      yield next.value;
    }
  } finally {
    await batches.return?.();
  }
}

class Converter {
  columns: SourceColumn[];
  result!: SourceTable;
  /** What the file as a whole is written in: decides columns that say too little themselves. */
  private readonly whole: Encoding | null;
  private readonly found = new Map<number, Encoding>();
  /** Columns seen to be right as they are. */
  private readonly right = new Set<number>();
  /** Columns with the few texts that did not tell their encoding. */
  private readonly unclear = new Set<string>();
  private noteAt: number | undefined;

  constructor(
    columns: SourceColumn[],
    rows: SourceRow[],
    private readonly encodingOfTexts: (texts: string[]) => Encoding | null,
  ) {
    const headers = columns.map((column) => column.header);
    this.whole = encodingOfTexts(someMarked(textsIn(headers, rows)));
    const encoding = encodingOfTexts(headers) ?? this.whole;
    this.columns = encoding ? columns.map((column) => ({ ...column, header: converted(column.header, encoding) })) : columns;
    if (encoding && this.columns.some((column, at) => column.header !== columns[at]!.header)) this.found.set(-1, encoding);
  }

  convert(rows: SourceRow[]): void {
    const known = this.found.size;
    for (const [at, texts] of this.markedTexts(rows)) this.convertColumn(at, rows, texts);
    if (this.found.size > known || this.found.has(-1)) this.tell();
  }

  /** The different texts beyond ASCII of each column that is not seen to be right. */
  private markedTexts(rows: SourceRow[]): Map<number, Set<string>> {
    const columns = new Map<number, Set<string>>();
    for (const { cells } of rows)
      for (let at = 0; at < cells.length; at++) {
        const cell = cells[at];
        if (typeof cell !== 'string' || this.right.has(at) || !BEYOND_ASCII.test(cell)) continue;
        const texts = columns.get(at);
        if (texts) texts.add(cell);
        else columns.set(at, new Set([cell]));
      }
    return columns;
  }

  private convertColumn(at: number, rows: SourceRow[], texts: Set<string>): void {
    const encoding = this.found.get(at) ?? this.judge(at, [...texts]);
    if (!encoding) return;
    this.found.set(at, encoding);
    for (const { cells } of rows) if (typeof cells[at] === 'string') cells[at] = converted(cells[at], encoding);
  }

  private judge(at: number, texts: string[]): Encoding | null {
    if (!texts.every(isLatin1)) {
      this.right.add(at);
      return null;
    }
    // "Có" and "Không" come again with every batch.
    const key = texts.length <= FEW_TEXTS ? `${at} ${texts.sort().join('\n')}` : null;
    if (key !== null && this.unclear.has(key)) return null;
    const encoding = this.encodingOf(texts);
    if (!encoding && key !== null) this.unclear.add(key);
    return encoding;
  }

  private encodingOf(texts: string[]): Encoding | null {
    const clear = this.encodingOfTexts(texts);
    if (clear || !this.whole) return clear;
    const words = markedWords(texts);
    return vietnameseShare(words, this.whole.convert) > vietnameseShare(words, (word) => word) ? this.whole : null;
  }

  private tell(): void {
    const labels = [...new Set([...this.found.values()].map((encoding) => encoding.label))];
    this.result.encoding = labels.join(', ');
    const foreign = labels.filter((label) => label !== UTF_8.label);
    if (!foreign.length) return;
    this.noteAt ??= this.result.notes!.push(noteOn('', '')) - 1;
    const headers = [...this.found.keys()].filter((at) => at >= 0).map((at) => `“${this.columns[at]?.header ?? at + 1}”`);
    this.result.notes![this.noteAt] = noteOn(foreign.join(', '), headers.slice(0, 8).join(', ') + (headers.length > 8 ? '…' : ''));
  }
}

function noteOn(labels: string, columns: string): Text {
  return {
    vi: `Chữ viết theo bảng mã ${labels} đã được đổi sang Unicode${columns && ` (cột ${columns})`}. Xem lại vài ô để chắc là đúng.`,
    en: `Text written in ${labels} was converted to Unicode${columns && ` (columns ${columns})`}. Look at a few cells to be sure.`,
  };
}

/** Text that already has letters beyond Latin-1 was Unicode before. */
const converted = (text: string, encoding: Encoding): string => (BEYOND_ASCII.test(text) && isLatin1(text) ? encoding.convert(text) : text);
const isLatin1 = (text: string): boolean => !BEYOND_LATIN1.test(text);

const ENOUGH_TEXTS = 2000;
const FEW_TEXTS = 20;

/** Texts beyond ASCII that are not seen to be Unicode already. */
function someMarked(texts: Iterable<string>): string[] {
  const marked: string[] = [];
  for (const text of texts) {
    if (BEYOND_ASCII.test(text) && isLatin1(text)) marked.push(text);
    if (marked.length >= ENOUGH_TEXTS) break;
  }
  return marked;
}

function* textsIn(headers: string[], rows: SourceRow[]): Generator<string> {
  yield* headers;
  for (const { cells } of rows) for (const cell of cells) if (typeof cell === 'string') yield cell;
}
