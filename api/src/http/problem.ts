import type { Text } from '../registry/field.js';

/** What is wrong with one part of a request. */
export interface PartProblem {
  path: string;
  rule: string;
  message: Text;
}

const TITLES: Record<number, Text> = {
  400: { vi: 'Yêu cầu không đọc được', en: 'The request cannot be read' },
  401: { vi: 'Chưa đăng nhập', en: 'Not signed in' },
  403: { vi: 'Không có quyền', en: 'No right' },
  404: { vi: 'Không tìm thấy', en: 'Not found' },
  409: { vi: 'Không thực hiện được ở trạng thái này', en: 'Not possible in this state' },
  412: { vi: 'Dữ liệu đã thay đổi', en: 'The data has changed' },
  413: { vi: 'Tệp quá lớn', en: 'The file is too large' },
  415: { vi: 'Loại nội dung không nhận', en: 'This type of content is not taken' },
  422: { vi: 'Nội dung không hợp lệ', en: 'The content is not valid' },
  429: { vi: 'Quá nhiều lần thử', en: 'Too many tries' },
  500: { vi: 'Lỗi hệ thống', en: 'System error' },
  503: { vi: 'Tạm thời không phục vụ được', en: 'Not available for the moment' },
  507: { vi: 'Máy chủ hết chỗ lưu', en: 'No room on the server' },
};

/** An answer that says what is wrong and how to mend it; the error filter writes it as `application/problem+json` (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: Text,
    readonly errors?: PartProblem[],
  ) {
    super(detail.en);
  }

  body(requestId: string): Record<string, unknown> {
    const title = TITLES[this.status] ?? TITLES[500]!;
    return {
      type: 'about:blank',
      title: title.vi,
      status: this.status,
      detail: this.detail.vi,
      code: this.code,
      requestId,
      en: { title: title.en, detail: this.detail.en },
      ...(this.errors && { errors: this.errors }),
    };
  }
}

export const notFound = (vi: string, en: string): Problem => new Problem(404, 'not-found', { vi, en });

export const notSignedIn = (): Problem =>
  new Problem(401, 'not-signed-in', { vi: 'Phiên làm việc chưa có hoặc đã hết. Hãy đăng nhập.', en: 'There is no session, or it has ended. Please sign in.' });

export const noRight = (who: Text): Problem =>
  new Problem(403, 'no-right', {
    vi: `Tài khoản này không có quyền làm việc đó. Người có quyền: ${who.vi}.`,
    en: `This account may not do that. Who may: ${who.en}.`,
  });
