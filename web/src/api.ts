import type { Problem } from './api-types';
import { apiUrl, type Query } from './api-url';
import { watched } from './connection';
import { takeEarly } from './early';

export { apiUrl, type Query };

/** What the server said was wrong, in its own words; `problem` is null when it could not be reached at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
  ) {
    super(problem?.detail ?? `HTTP ${status}`);
    this.name = 'ApiError';
  }
}

/** Called when the session has ended, so that the sign-in page can be shown. */
let onSignedOut: () => void = () => {};
export const whenSignedOut = (listener: () => void): void => {
  onSignedOut = listener;
};

async function answer<T>(url: string, init: RequestInit): Promise<T> {
  const response = await watched(url, init, init.method ? undefined : takeEarly(url)).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, null);
  });
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  if (response.ok) return (text ? JSON.parse(text) : undefined) as T;
  if (response.status === 401 && !url.endsWith('/session')) onSignedOut();
  const isProblem = response.headers.get('content-type')?.includes('json');
  throw new ApiError(response.status, isProblem ? (JSON.parse(text) as Problem) : null);
}

export const get = <T>(path: string, query?: Query | URLSearchParams, signal?: AbortSignal): Promise<T> =>
  answer<T>(apiUrl(path, query), { headers: { accept: 'application/json' }, signal });

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface SendOptions {
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** What is being sent and not yet answered. */
const underWay = new Map<string, Promise<unknown>>();

/** A button pressed twice in a row sends once: the same request beside itself is the same, and both hear its answer. */
function once<T>(key: string, work: () => Promise<T>): Promise<T> {
  const first = underWay.get(key);
  if (first) return first as Promise<T>;
  const answered = work().finally(() => underWay.delete(key));
  underWay.set(key, answered);
  return answered;
}

/** `revision`: what the change was made against; the server answers 412 when someone else was faster. */
export function send<T>(method: Method, path: string, body?: unknown, revision?: number, options: SendOptions = {}): Promise<T> {
  const { signal } = options;
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
  if (revision !== undefined) headers['if-match'] = `"${revision}"`;
  if (body instanceof FormData || body instanceof Blob) return answer<T>(apiUrl(path), { method, headers, body, signal });
  if (body !== undefined) headers['content-type'] = 'application/json';
  const text = JSON.stringify(body);
  const work = () => answer<T>(apiUrl(path), { method, headers, body: text, signal });
  return signal ? work() : once([method, path, text, ...Object.values(headers)].join(' '), work);
}
