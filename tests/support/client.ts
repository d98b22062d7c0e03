// The words tests use to talk to the API, as a browser would: with its cookie and its own origin.
import { requireDescribed } from './answers.js';

export interface Answer<T = any> {
  status: number;
  /** Parsed when it is JSON of any kind, text when it is text, else bytes. */
  body: T;
  headers: Headers;
}

export interface UploadedFile {
  name: string;
  content: string | Uint8Array;
  type?: string;
}

type Headings = Record<string, string>;

export class Client {
  private cookies = new Map<string, string>();

  constructor(readonly url: string) {}

  get<T = any>(path: string, headers?: Headings): Promise<Answer<T>> {
    return this.send<T>('GET', path, { headers });
  }

  post<T = any>(path: string, body?: unknown, headers?: Headings): Promise<Answer<T>> {
    return this.sendJson<T>('POST', path, body, headers);
  }

  put<T = any>(path: string, body?: unknown, headers?: Headings): Promise<Answer<T>> {
    return this.sendJson<T>('PUT', path, body, headers);
  }

  patch<T = any>(path: string, body?: unknown, headers?: Headings): Promise<Answer<T>> {
    return this.sendJson<T>('PATCH', path, body, headers);
  }

  del<T = any>(path: string, headers?: Headings): Promise<Answer<T>> {
    return this.send<T>('DELETE', path, { headers });
  }

  /** A form with a file in it, which comes last, after the fields that say what it is. */
  upload<T = any>(path: string, fields: Headings, file: UploadedFile, headers?: Headings): Promise<Answer<T>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new File([file.content as BlobPart], file.name, { type: file.type }));
    return this.send<T>('POST', path, { body: form, headers });
  }

  /** The bare answer, for streams and the like. `path` is absolute or starts after "/api/v1". */
  async fetch(method: string, path: string, init: { body?: BodyInit; headers?: Headings } = {}): Promise<Response> {
    const address = new URL(path.startsWith('/') ? path : `/api/v1/${path}`, this.url);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie && { cookie }), ...(method !== 'GET' && { origin: new URL(this.url).origin }), ...init.headers };
    const response = await fetch(address, { ...init, method, headers, redirect: 'manual' });
    response.headers.getSetCookie().forEach((line) => this.keep(line));
    return response;
  }

  private sendJson<T>(method: string, path: string, body: unknown, headers?: Headings): Promise<Answer<T>> {
    if (body === undefined) return this.send<T>(method, path, { headers });
    return this.send<T>(method, path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  }

  private async send<T>(method: string, path: string, init: { body?: BodyInit; headers?: Headings }): Promise<Answer<T>> {
    const response = await this.fetch(method, path, init);
    const body = (await read(response)) as T;
    await requireDescribed(this.url, method, new URL(response.url).pathname, response.status, body);
    return { status: response.status, body, headers: response.headers };
  }

  private keep(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (!name) return;
    if (!value || /max-age=0(;|$)/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

async function read(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (/[/+](geo\+)?json\b/.test(type) && !/json-?(seq|l)/.test(type)) return response.json();
  if (type.startsWith('text/') || !type) return response.text();
  return new Uint8Array(await response.arrayBuffer());
}

/** Somebody who has not signed in. */
export function visitor(url: string): Client {
  return new Client(url);
}

/** Signs in; every sample account has the same password. */
export async function signIn(url: string, username: string, password = 'sample'): Promise<Client> {
  const client = new Client(url);
  const answer = await client.post('session', { username, password });
  if (answer.status >= 300) throw new Error(`${username} could not sign in: ${answer.status} ${JSON.stringify(answer.body)}`);
  return client;
}
