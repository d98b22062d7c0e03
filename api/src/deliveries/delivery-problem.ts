import type { Text } from '../registry/field.js';
import { PrivateAddress } from './public-address.js';

/** Why a message did not get through, for whoever set up the connection. */
export class DeliveryProblem extends Error {
  constructor(
    readonly text: Text,
    readonly status?: number,
    /** No use trying again. */
    readonly final = false,
  ) {
    super(text.en);
  }
}

export const PRIVATE: Text = {
  vi: 'Địa chỉ nằm trong mạng nội bộ nên không gửi tới đó. Dùng địa chỉ trên Internet.',
  en: 'The address is inside a private network, where nothing is sent. Use one on the Internet.',
};

/** The other side's own words stay out of it: they could be those of a machine that only this server reaches. */
export function problemOf(error: unknown): DeliveryProblem {
  if (error instanceof DeliveryProblem) return error;
  if (error instanceof PrivateAddress) return new DeliveryProblem(PRIVATE);
  const { name, code, responseCode } = error as { name?: string; code?: string; responseCode?: number };
  if (name === 'TimeoutError' || code === 'ETIMEDOUT' || code === 'ETIME')
    return new DeliveryProblem({ vi: 'Bên nhận không trả lời trong 10 giây.', en: 'There was no answer within 10 seconds.' });
  // A refused password is the administrator's to mend; a refused address stays refused.
  const refused = code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500;
  if (responseCode)
    return new DeliveryProblem({ vi: `Máy chủ thư trả lời ${responseCode}.`, en: `The mail server answered ${responseCode}.` }, responseCode, refused);
  if (code === 'ENOTFOUND')
    return new DeliveryProblem({ vi: 'Không tìm thấy máy có tên trong địa chỉ.', en: 'There is no machine of the name in the address.' });
  return new DeliveryProblem({ vi: `Không kết nối được (${code ?? name ?? '?'}).`, en: `Could not connect (${code ?? name ?? '?'}).` });
}
