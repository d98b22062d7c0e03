import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { problem, type FileProblem } from './format.js';
import { encodingOfBytes, UTF_8, WINDOWS_1258 } from './legacy.js';

const CHUNK_BYTES = 256 * 1024;
/**
 * Bytes decoded at once. Their text stays below the size from which V8 gives a string memory of its own, fresh from the system: that takes ten times as
 * long as the decoding.
 */
const PIECE_BYTES = 32 * 1024;

export interface TextFile {
  /** As shown: 'UTF-8', 'Windows-1258'. */
  encoding: string;
  /** The beginning of the text. */
  head: string;
  /** If all lines are about as long as the first ones. */
  estimatedLines: number;
  /** All of the text; letters of Windows-1258 are composed. */
  chunks(): AsyncGenerator<string>;
}

/** What a text file is written in, from its byte order mark or from the first of its letters beyond ASCII. @throws FileProblem if that stays unclear. */
export async function openText(path: string): Promise<TextFile> {
  const { head, marked, linesBefore } = await beginning(path);
  const encoding = byMark(head) ?? byLetters(marked, linesBefore);
  return {
    encoding: encoding.label,
    head: new TextDecoder(encoding.charset).decode(head),
    estimatedLines: Math.round(((countLines(head) + 1) * (await stat(path)).size) / Math.max(head.length, 1)),
    chunks: () => textOf(path, encoding),
  };
}

interface Charset {
  label: string;
  charset: string;
}
const UTF8: Charset = { label: UTF_8.label, charset: 'utf-8' };

interface Beginning {
  head: Buffer;
  /** The first chunk with bytes beyond ASCII; empty if there is none. */
  marked: Buffer;
  linesBefore: number;
}

async function beginning(path: string): Promise<Beginning> {
  let head: Buffer | undefined;
  let linesBefore = 1;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    head ??= chunk;
    if (!isAscii(chunk)) return { head, marked: chunk, linesBefore };
    linesBefore += countLines(chunk);
  }
  return { head: head ?? Buffer.alloc(0), marked: Buffer.alloc(0), linesBefore };
}

function byMark(head: Buffer): Charset | null {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return { label: 'UTF-16', charset: 'utf-16le' };
  if (first === 0xfe && second === 0xff) return { label: 'UTF-16', charset: 'utf-16be' };
  return withoutMark(head);
}

/** UTF-16 without its mark: every other byte of a Latin text is zero. */
function withoutMark(head: Buffer): Charset | null {
  const sample = head.subarray(0, 2000);
  let [even, odd] = [0, 0];
  sample.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2) odd++;
    else even++;
  });
  const many = sample.length / 4;
  if (sample.length < 8 || Math.max(even, odd) < many || Math.min(even, odd) > 0) return null;
  return { label: 'UTF-16', charset: odd > even ? 'utf-16le' : 'utf-16be' };
}

function byLetters(chunk: Buffer, linesBefore: number): Charset {
  try {
    // The chunk may end within a letter.
    new TextDecoder('utf-8', { fatal: true }).decode(chunk, { stream: true });
    return UTF8;
  } catch {
    const encoding = encodingOfBytes([chunk.toString('latin1')]);
    if (!encoding || encoding === UTF_8) throw notUtf8(linesBefore + linesBeforeFault(chunk));
    // Bytes of legacy fonts are handed on one by one: columns are converted where it is seen which of them use the font.
    return { label: encoding.label, charset: encoding === WINDOWS_1258 ? 'windows-1258' : 'latin1' };
  }
}

async function* textOf(path: string, { charset }: Charset): AsyncGenerator<string> {
  // WHATWG's "latin1" is Windows-1252, which has other signs for 0x80–0x9f.
  const latin1 = charset === 'latin1';
  const decoder = latin1 ? null : new TextDecoder(charset, { fatal: true });
  const compose = charset === 'windows-1258' ? new Composer() : null;
  let lines = 1;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    for (const piece of piecesOf(chunk)) {
      const text = decoder ? decode(decoder, piece, lines) : piece.toString('latin1');
      if (text.includes('\0')) throw notText();
      lines += countLines(piece);
      yield compose ? compose.push(text) : text;
    }
  }
  const tail = decoder ? decode(decoder, undefined, lines) : '';
  const rest = compose ? compose.push(tail, true) : tail;
  if (rest) yield rest;
}

function* piecesOf(chunk: Buffer): Generator<Buffer> {
  for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES);
}

/** Puts letters and the tone marks after them together, also over the border of two chunks. */
class Composer {
  private held = '';

  push(chunk: string, final = false): string {
    const text = this.held + chunk;
    const end = final ? text.length : lastLetter(text);
    this.held = text.slice(end);
    return text.slice(0, end).normalize('NFC');
  }
}

/** Where the last letter begins that marks may still be put on. */
function lastLetter(text: string): number {
  let at = Math.max(text.length - 1, 0);
  while (at > 0 && MARK.test(text[at]!)) at--;
  return at;
}

const MARK = /\p{M}/u;

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
  problem(
    `Không nhận ra bảng mã của tệp: không phải UTF-8 (gặp lỗi quanh dòng ${line}), Windows-1258, TCVN3 hay VNI. Trong Excel chọn Lưu thành “CSV UTF-8”, hoặc gửi tệp .xlsx.`,
    `The file’s encoding is not clear: it is not UTF-8 (fault near line ${line}), Windows-1258, TCVN3 or VNI. In Excel save as “CSV UTF-8”, or send the .xlsx file.`,
  );

export const notText = (): FileProblem =>
  problem(
    'Tệp mang tên CSV nhưng nội dung không phải văn bản. Lưu lại bảng thành “CSV UTF-8” hoặc .xlsx rồi gửi lại.',
    'The file is called CSV but does not hold text. Save the table as “CSV UTF-8” or .xlsx and send it again.',
  );
