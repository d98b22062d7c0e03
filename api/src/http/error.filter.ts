import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONSTRAINT_SENTENCES, constraintOf } from './constraints.js';
import { Problem } from './problem.js';

const UNKNOWN = {
  vi: 'Máy chủ gặp lỗi ngoài dự kiến. Dữ liệu đã lưu không bị ảnh hưởng. Thử lại; nếu vẫn lỗi, báo người quản trị kèm mã yêu cầu.',
  en: 'The server met an unexpected error. What was saved is safe. Try again; if it persists, tell the administrator the request id.',
};

/** All connections to the database were in use for as long as anybody is made to wait. */
const BUSY = {
  vi: 'Máy chủ đang bận, ví dụ đang ghi một hồ sơ lớn vào sổ đăng ký. Dữ liệu không bị ảnh hưởng. Chờ một phút rồi thử lại.',
  en: 'The server is busy, writing a large package into the register for instance. The data is safe. Wait a minute and try again.',
};
const RETRY_AFTER_S = 30;

const HTTP_SENTENCES: Record<number, { vi: string; en: string }> = {
  400: { vi: 'Nội dung gửi lên không đọc được. Kiểm tra lại định dạng JSON hoặc biểu mẫu.', en: 'What was sent cannot be read. Check the JSON or the form.' },
  404: {
    vi: 'API không có địa chỉ này, hoặc địa chỉ này không nhận phương thức đã dùng. Xem /api/docs.',
    en: 'The API has no such address, or it does not take this method there. See /api/docs.',
  },
  413: {
    vi: 'Nội dung gửi lên vượt giới hạn cho phép. Chia tệp thành nhiều phần nhỏ hơn.',
    en: 'What was sent is over the limit. Split the file into smaller parts.',
  },
  415: {
    vi: 'Loại nội dung này không được nhận. Gửi JSON hoặc multipart/form-data.',
    en: 'This type of content is not taken. Send JSON or multipart/form-data.',
  },
};

const UNSTORABLE_TEXT = {
  vi: 'Nội dung gửi lên có ký tự rỗng (NUL) hoặc nửa ký tự nên không lưu hay tìm được. Bỏ ký tự đó rồi gửi lại.',
  en: 'What was sent holds a NUL character or half of a character, which can be neither kept nor searched for. Remove it and send again.',
};

const TOO_DEEP = {
  vi: 'Nội dung gửi lên có danh sách lồng nhau quá sâu. Mỗi giá trị cần là chữ, số hoặc danh sách ngắn.',
  en: 'What was sent holds lists nested too deeply. Every value should be text, a number or a short list.',
};

/** The one place where errors become answers. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = this.problemOf(error);
    if (problem.status >= 500) this.log.error(`${request.id} ${request.method} ${request.url}`, error instanceof Error ? error.stack : String(error));
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    if (problem.status === 503) void reply.header('retry-after', RETRY_AFTER_S);
    void reply.status(problem.status).type('application/problem+json').send(problem.body(request.id));
  }

  private problemOf(error: unknown): Problem {
    if (error instanceof Problem) return error;
    if (foundNoConnection(error)) return new Problem(503, 'busy', BUSY);
    const sentence = CONSTRAINT_SENTENCES[constraintOf(error) ?? ''];
    if (sentence) return new Problem(409, constraintOf(error)!, sentence);
    const unfit = unfitOf(error);
    if (unfit) return unfit;
    const status = statusOf(error);
    if (status < 500) return new Problem(status, `http-${status}`, HTTP_SENTENCES[status] ?? HTTP_SENTENCES[400]!);
    return new Problem(500, 'unknown', UNKNOWN);
  }
}

/** The pool's own words: it gives its error no code. */
const foundNoConnection = (error: unknown): boolean => error instanceof Error && error.message === 'timeout exceeded when trying to connect';

/** SQLSTATE of text that no database text can hold: NUL, as such and written as \u0000. */
const UNSTORABLE = ['22021', '22P05'];
/** Of JSON that cannot be read; what was written here can, but for halves of characters. */
const UNREADABLE = '22P02';

/** What only shows where a value is used, though the request is at fault. */
function unfitOf(error: unknown): Problem | undefined {
  const { code: state, detail } = (error as { driverError?: { code?: string; detail?: string } } | null)?.driverError ?? {};
  if (state && (UNSTORABLE.includes(state) || (state === UNREADABLE && detail?.includes('surrogate'))))
    return new Problem(422, 'unstorable-text', UNSTORABLE_TEXT);
  // Parsing knows no depth, writing does.
  if (error instanceof RangeError && error.message.includes('call stack')) return new Problem(422, 'too-deep', TOO_DEEP);
  return undefined;
}

/** Nest and Fastify both mark what the client did wrong with a status. */
const statusOf = (error: unknown): number =>
  error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number } | null)?.statusCode ?? 500);
