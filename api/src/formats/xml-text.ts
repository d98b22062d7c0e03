import { TextDecoder } from 'node:util';
import { problem, type FileProblem } from './format.js';

/** Text of bytes in UTF-8, letters over the borders of chunks kept whole. @throws FileProblem where it is not UTF-8. */
export async function* utf8(chunks: AsyncIterable<Buffer>, charset = 'utf-8'): AsyncGenerator<string> {
  const decoder = new TextDecoder(charset, { fatal: true });
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw brokenXml();
    }
  };
  for await (const chunk of chunks) yield decode(chunk);
  yield decode();
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML text with its entities; only the five of the standard and numbers, never declared ones. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = decimal ? Number(decimal) : parseInt(hex!, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

export const brokenXml = (): FileProblem =>
  problem(
    'Nội dung tệp bị hỏng (XML sai cú pháp). Mở tệp bằng phần mềm gốc, lưu lại rồi gửi lại.',
    'The file’s content is damaged (faulty XML). Open it in the original program, save it and send it again.',
  );

export const doctypeRefused = (): FileProblem =>
  problem(
    'Tệp XML có phần khai báo DOCTYPE, có thể gây hại nên không được đọc. Xuất lại tệp từ phần mềm gốc rồi gửi lại.',
    'The XML file has a DOCTYPE declaration, which can do harm and is not read. Export the file again from the original program and send it.',
  );
