import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { DeliveryProblem, PRIVATE } from './delivery-problem.js';
import { isPublicAddress, literalAddress, lookupPublic } from './public-address.js';

export interface Call {
  url: string;
  secret: string;
  event: string;
  number: string;
  body: string;
}

/** The receiver computes the same over "t.body" and compares; `t` lets it refuse what is old. */
export const signature = (secret: string, body: string, seconds = Math.floor(Date.now() / 1000)): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

/** Posts a signed message. Redirects are not followed. @returns the status. @throws DeliveryProblem unless it is 2xx, or what the network says. */
export async function callWebhook({ url, secret, event, number, body }: Call, allowPrivate: boolean, signal: AbortSignal): Promise<number> {
  const address = new URL(url);
  const literal = literalAddress(address);
  if (literal && !allowPrivate && !isPublicAddress(literal)) throw new DeliveryProblem(PRIVATE);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'telecom-infrastructure-registry',
    'x-registry-signature': signature(secret, body),
    'x-registry-event': event,
    'x-registry-delivery': number,
  };
  const status = await new Promise<number>((done, fail) => {
    const request = address.protocol === 'https:' ? requestHttps : requestHttp;
    const call = request(address, { method: 'POST', headers, signal, agent: false, ...(!allowPrivate && { lookup: lookupPublic }) }, (answer) => {
      // Its body is of no interest, and may never end.
      answer.on('error', () => undefined).resume();
      done(answer.statusCode!);
    });
    call.on('error', (error) => fail(signal.aborted ? signal.reason : error)).end(body);
  });
  if (status >= 200 && status < 300) return status;
  throw new DeliveryProblem({ vi: `Bên nhận trả lời HTTP ${status}; cần 2xx.`, en: `The receiver answered HTTP ${status}; 2xx is needed.` }, status);
}
