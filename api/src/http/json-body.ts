import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { Problem } from './problem.js';

type Done = (error: Error | null, body?: unknown) => void;

/** Bodies as JSON, in UTF-8 alone (RFC 8259): letters of another encoding would be kept as signs that say nothing. No body at all is no fault where none is needed. */
export function readJsonBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit: fastify.initialConfig.bodyLimit }, (request: FastifyRequest, body: Buffer, done: Done) => {
    const charset = /;\s*charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
    if (charset && !/^utf-?8$/i.test(charset)) return done(new Problem(415, 'not-utf-8', otherCharset(charset)));
    if (!isUtf8(body)) return done(new Problem(422, 'not-utf-8', NOT_UTF_8));
    if (body.length === 0) return done(null, undefined);
    return parse(request, body.toString('utf8'), done);
  });
}

/** Bodies that come in packed are never unpacked: they could become of any size. @throws Problem 415 */
export function refusePacked({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'];
  if (encoding && encoding.trim().toLowerCase() !== 'identity') throw new Problem(415, 'packed', PACKED);
}

const otherCharset = (charset: string) => ({
  vi: `Nội dung gửi bằng bảng mã ${charset} không được nhận. Gửi JSON bằng UTF-8.`,
  en: `Content in ${charset} is not taken. Send JSON in UTF-8.`,
});
const NOT_UTF_8 = {
  vi: 'Nội dung gửi lên không phải UTF-8 nên chữ sẽ bị sai. Chuyển sang UTF-8 rồi gửi lại.',
  en: 'What was sent is not UTF-8, so that letters would be lost. Convert it to UTF-8 and send it again.',
};
const PACKED = {
  vi: 'Nội dung nén (Content-Encoding) không được nhận. Gửi nội dung không nén; tệp lớn thì gửi dạng .zip hoặc .xlsx.',
  en: 'Packed content (Content-Encoding) is not taken. Send it unpacked, or a large file as .zip or .xlsx.',
};
