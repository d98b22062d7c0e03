import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Text } from '../registry/field.js';

/** What a file's first bytes say it is. `text`: none of the others. */
export type Content =
  'zip' | 'ole' | 'sqlite' | 'pdf' | 'image' | 'rar' | 'gzip' | 'dwg' | 'binary-dxf' | 'dxf' | 'shp' | 'kml' | 'html' | 'xml-sheet' | 'xml' | 'json' | 'text';

const HEAD_BYTES = 8192;
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

const MAGIC: [Content, Buffer][] = [
  ['zip', bytes('504b0304')],
  ['zip', bytes('504b0506')],
  ['ole', bytes('d0cf11e0')],
  ['sqlite', Buffer.from('SQLite format 3\0')],
  ['pdf', Buffer.from('%PDF')],
  ['image', bytes('89504e47')],
  ['image', bytes('ffd8ff')],
  ['image', Buffer.from('GIF8')],
  ['rar', Buffer.from('Rar!')],
  ['rar', bytes('377abcaf')],
  ['gzip', bytes('1f8b')],
  ['binary-dxf', Buffer.from('AutoCAD Binary DXF')],
  ['shp', bytes('0000270a')],
];
const TEXTS: [Content, RegExp][] = [
  ['dwg', /^AC10\d\d/],
  ['xml-sheet', /^\s*<[^]*(?:progid="Excel|urn:schemas-microsoft-com:office:spreadsheet)/],
  ['kml', /^\s*<[^]*<(?:\w+:)?kml[\s>]/],
  ['kml', /^\s*<(?:\w+:)?kml[\s>]/],
  ['html', /^\s*<(?:!doctype html|html|table|head|body|meta|style)/i],
  ['xml', /^\s*<[?!\w]/],
  ['json', /^\s*\W?\s*(?:\{\s*["}]|\[\s*[{\]])/],
  ['dxf', /^\s*(?:999\r?\n[^]*?\n\s*)?0\r?\n\s*SECTION\s/],
];

export async function contentOf(path: string): Promise<Content> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return contentFrom(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function contentFrom(head: Buffer): Content {
  const magic = MAGIC.find(([, start]) => start.equals(head.subarray(0, start.length)));
  if (magic) return magic[0];
  const utf16 = head[0] === 0xff && head[1] === 0xfe;
  const text = head.toString(utf16 ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
  return TEXTS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'text';
}

/** In words, for "the content is …", and the ending such a file should have, if it is one that is read. */
export const CONTENTS: Record<Content, Text & { ending?: string }> = {
  zip: { vi: 'tệp Excel hoặc tệp nén', en: 'an Excel workbook or an archive' },
  ole: { vi: 'tệp Office cũ hoặc có mật khẩu', en: 'an old or locked Office file' },
  sqlite: { vi: 'GeoPackage (SQLite)', en: 'a GeoPackage (SQLite)', ending: '.gpkg' },
  pdf: { vi: 'tệp PDF', en: 'a PDF' },
  image: { vi: 'ảnh', en: 'an image' },
  rar: { vi: 'tệp nén RAR hoặc 7z', en: 'a RAR or 7z archive' },
  gzip: { vi: 'tệp nén gzip', en: 'a gzip archive' },
  dwg: { vi: 'bản vẽ DWG', en: 'a DWG drawing' },
  'binary-dxf': { vi: 'bản vẽ DXF nhị phân', en: 'a binary DXF drawing' },
  dxf: { vi: 'bản vẽ DXF', en: 'a DXF drawing', ending: '.dxf' },
  shp: { vi: 'Shapefile', en: 'a Shapefile' },
  kml: { vi: 'KML', en: 'KML', ending: '.kml' },
  html: { vi: 'trang web (HTML)', en: 'a web page (HTML)' },
  'xml-sheet': { vi: 'bảng tính XML 2003', en: 'an XML 2003 spreadsheet' },
  xml: { vi: 'XML', en: 'XML' },
  json: { vi: 'JSON hoặc GeoJSON', en: 'JSON or GeoJSON', ending: '.geojson' },
  text: { vi: 'văn bản thường', en: 'plain text' },
};

/** Office files with a password hold their real content in a stream of this name ([MS-OFFCRYPTO] 2.3.4.4). */
const LOCKED = Buffer.from('EncryptedPackage', 'utf16le');

export async function isLocked(path: string): Promise<boolean> {
  let carried = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const window = Buffer.concat([carried, chunk]);
    if (window.includes(LOCKED)) return true;
    carried = window.subarray(-LOCKED.length);
  }
  return false;
}
