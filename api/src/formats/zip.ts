import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { FileProblem, problem } from './format.js';

const MEGABYTE = 1024 * 1024;
/** Unpacked, about 700,000 rows of 25 columns in a workbook; more is rather a trap than a table. */
export const UNPACKED_LIMIT_BYTES = 800 * MEGABYTE;
/** Text packs 20 to 60 times; deflate's own limit, which bombs come near, is 1032. */
const RATIO_LIMIT = 300;
/** A small part may be packed as well as it can be: long runs of blank cells are. */
const RATIO_COUNTS_FROM_BYTES = 20 * MEGABYTE;
const ENTRIES_LIMIT = 5000;

export interface Archive {
  /** Files in the archive, no folders; names are safe: relative, with forward slashes, without "..". */
  entries: Entry[];
  find(name: string): Entry | undefined;
  /** Never gives more bytes than the entry declares. */
  stream(entry: Entry): AsyncGenerator<Buffer>;
  close(): void;
}

/**
 * Opens a zip after looking at all it says it holds.
 * @param damaged what to say of a broken one.
 * @throws FileProblem when it is damaged, encrypted, or a trap.
 */
export async function openArchive(path: string, damaged: () => FileProblem = damagedZip): Promise<Archive> {
  // `validateEntrySizes` makes sizes beyond what an entry declares an error, so that the declared sum is a true limit.
  const zip = await open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true }, damaged);
  // Damage found later arrives both as an event and where the entry is read.
  zip.on('error', () => undefined);
  try {
    const entries = checkEntries(await entriesOf(zip, damaged));
    return {
      entries,
      find: (name) => entries.find((entry) => entry.fileName === name),
      stream: (entry) => bytesOf(zip, entry, damaged),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const open = (path: string, options: yauzl.Options, damaged: () => FileProblem): Promise<ZipFile> =>
  new Promise((resolve, reject) => yauzl.open(path, options, (error, zip) => (error ? reject(damaged()) : resolve(zip))));

function entriesOf(zip: ZipFile, damaged: () => FileProblem): Promise<Entry[]> {
  if (zip.entryCount > ENTRIES_LIMIT) throw tooManyEntries(zip.entryCount);
  const entries: Entry[] = [];
  return new Promise((resolve, reject) => {
    zip.on('error', (error: Error) => reject(problemFrom(error, damaged)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function problemFrom(error: Error, damaged: () => FileProblem): FileProblem {
  const name = /(?:absolute path|invalid relative path|invalid characters in fileName): (.*)/s.exec(error.message)?.[1];
  if (name !== undefined) return escapingName(name);
  return error.message.includes('encryption') ? encrypted() : damaged();
}

function checkEntries(all: Entry[]): Entry[] {
  const entries = all.filter((entry) => !entry.fileName.endsWith('/'));
  if (entries.some((entry) => entry.isEncrypted())) throw encrypted();
  if (entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0) > UNPACKED_LIMIT_BYTES) throw tooLarge();
  for (const { fileName, uncompressedSize, compressedSize } of entries)
    if (uncompressedSize > RATIO_COUNTS_FROM_BYTES && uncompressedSize > compressedSize * RATIO_LIMIT) throw bomb(fileName);
  return entries;
}

/** Damage inside a part shows when it is unpacked, as an error of zlib's or of the archive's reader. */
async function* bytesOf(zip: ZipFile, entry: Entry, damaged: () => FileProblem): AsyncGenerator<Buffer> {
  let stream: Readable | undefined;
  try {
    stream = await streamOf(zip, entry);
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    throw error instanceof FileProblem ? error : damaged();
  } finally {
    stream?.destroy();
  }
}

const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))));

export const damagedZip = (): FileProblem =>
  problem(
    'Không mở được tệp nén: tệp hỏng hoặc bị cắt ngang. Nén lại (hoặc lưu lại từ phần mềm), kiểm tra mở được trên máy rồi gửi lại.',
    'The archive cannot be opened: it is damaged or was cut short. Pack it (or save it) again, see that it opens on your computer, and send it again.',
  );

const encrypted = (): FileProblem =>
  problem(
    'Tệp nén có mật khẩu nên không đọc được. Nén lại không đặt mật khẩu rồi gửi lại.',
    'The archive has a password and cannot be read. Pack it without a password and send it again.',
  );

const tooLarge = (): FileProblem =>
  problem(
    `Tệp quá lớn khi mở ra (hơn ${UNPACKED_LIMIT_BYTES / MEGABYTE} MB). Chia thành nhiều tệp rồi gửi từng tệp.`,
    `The file is too large once unpacked (over ${UNPACKED_LIMIT_BYTES / MEGABYTE} MB). Divide it into several files and send each.`,
  );

const bomb = (name: string): FileProblem =>
  problem(
    `Phần “${shown(name)}” trong tệp phình ra hơn ${RATIO_LIMIT} lần khi mở, giống tệp gây hại nên không được đọc. Xuất lại dữ liệu từ phần mềm gốc rồi gửi lại.`,
    `The part “${shown(name)}” swells more than ${RATIO_LIMIT} times when unpacked, as harmful files do, and is not read. Export the data again from the original program and send it.`,
  );

const tooManyEntries = (count: number): FileProblem =>
  problem(
    `Tệp nén chứa ${count} tệp, giới hạn là ${ENTRIES_LIMIT}. Chỉ nén tệp dữ liệu cần gửi.`,
    `The archive holds ${count} files, the limit is ${ENTRIES_LIMIT}. Pack only the data file to be sent.`,
  );

const escapingName = (name: string): FileProblem =>
  problem(
    `Tệp nén có phần mang đường dẫn không an toàn “${shown(name)}” (chứa “..”, “\\” hoặc đường dẫn tuyệt đối). Nén lại các tệp trong một thư mục rồi gửi lại.`,
    `The archive has a part with the unsafe path “${shown(name)}” (holding “..”, “\\” or an absolute path). Pack the files again from one folder and send them.`,
  );

/** A name from inside a file, short and without signs that would spoil a message. */
export const shown = (name: string): string => name.replace(/[\p{Cc}\p{Cs}]/gu, '').slice(0, 60);
