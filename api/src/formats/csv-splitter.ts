import { FileProblem, isBlank, type SourceRow } from './format.js';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** A record longer than this comes from a quote that is never closed, or the file is no table. */
const LONGEST_RECORD = 1_000_000;

/**
 * CSV text (RFC 4180) into rows, chunk by chunk. Written here because it has to know the line a record starts on and be
 * faster than csv-parse, which alone takes up all the time an import of 100,000 rows may cost.
 * Lenient where people are: a quote inside an unquoted cell (12.5") is a character like any other.
 */
export class CsvSplitter {
  private text = '';
  private at = 0;
  private cells: string[] = [];
  private readonly separator: number;

  constructor(
    separator: string,
    private line = 1,
  ) {
    this.separator = separator.charCodeAt(0);
  }

  push(chunk: string): SourceRow[] {
    this.text = this.text.slice(this.at) + chunk;
    this.at = 0;
    const rows = this.records(false);
    if (this.text.length - this.at > LONGEST_RECORD) throw this.text.includes('"', this.at) ? neverClosed(this.line) : tooLong(this.line);
    return rows;
  }

  end(): SourceRow[] {
    return this.records(true);
  }

  private records(final: boolean): SourceRow[] {
    const rows: SourceRow[] = [];
    while (this.at < this.text.length) {
      const row = this.line;
      this.cells = [];
      const next = this.record(final);
      if (next < 0) {
        this.line = row;
        break;
      }
      this.at = next;
      if (!this.cells.every(isBlank)) rows.push({ row, cells: this.cells });
    }
    return rows;
  }

  /** Reads one record's cells; returns where the next begins, or -1 when this one goes on in the next chunk. */
  private record(final: boolean): number {
    const { text, separator } = this;
    let at = this.at;
    for (;;) {
      at = this.cell(at, final);
      if (at < 0) return -1;
      if (at >= text.length) return final ? at : -1;
      const sign = text.charCodeAt(at);
      if (sign === separator) {
        at++;
        continue;
      }
      this.line++;
      if (sign === LF) return at + 1;
      // A carriage return at the chunk's end may still get its line feed.
      if (at + 1 >= text.length && !final) return -1;
      return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
    }
  }

  /** Reads the cell at `start`; returns the place of the sign that ends it, or -1 when its quote is not closed in this chunk. */
  private cell(start: number, final: boolean): number {
    if (this.text.charCodeAt(start) === QUOTE) return this.quoted(start + 1, final);
    const end = this.endOfPlain(start);
    this.cells.push(this.text.slice(start, end));
    return end;
  }

  private endOfPlain(at: number): number {
    const { text, separator } = this;
    for (; at < text.length; at++) {
      const sign = text.charCodeAt(at);
      if (sign === separator || sign === LF || sign === CR) break;
    }
    return at;
  }

  private quoted(start: number, final: boolean): number {
    const { text } = this;
    let close = text.indexOf('"', start);
    while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2);
    if (close < 0) {
      if (final) throw neverClosed(this.line);
      return -1;
    }
    const end = this.endOfPlain(close + 1);
    const inside = text.slice(start, close);
    for (let at = inside.indexOf('\n'); at >= 0; at = inside.indexOf('\n', at + 1)) this.line++;
    this.cells.push(inside.replaceAll('""', '"') + text.slice(close + 1, end));
    return end;
  }
}

const tooLong = (line: number): FileProblem =>
  new FileProblem({
    vi: `Dòng ${line} dài hơn một triệu ký tự mà không xuống dòng, nên tệp không phải bảng CSV. Xuất lại bảng với mỗi bản ghi một dòng rồi gửi lại.`,
    en: `Line ${line} is longer than a million characters, so the file is no CSV table. Export it with one record on each line and send it again.`,
  });

const neverClosed = (line: number): FileProblem =>
  new FileProblem({
    vi: `Dòng ${line} có dấu ngoặc kép mở mà không đóng. Thêm dấu " ở cuối ô, hoặc bỏ dấu " ở đầu ô, rồi gửi lại tệp.`,
    en: `Line ${line} opens a quote that is never closed. Add a " at the end of the cell, or take away the one at its start, and send the file again.`,
  });
