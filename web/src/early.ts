import { apiUrl, type Query } from './api-url';

/** Whoever comes for an answer later than this gets a new one. */
const KEPT_MS = 10_000;
const asked = new Map<string, Promise<Response>>();

/** Asks before the code that wants the answer has come. What goes wrong is told when it is wanted. */
export function askEarly(path: string, query?: Query): Promise<Response> {
  const url = apiUrl(path, query);
  const answer = fetch(url, { headers: { accept: 'application/json' } });
  answer.catch(() => {});
  asked.set(url, answer);
  setTimeout(() => asked.delete(url), KEPT_MS);
  return answer;
}

/** The answer that was asked for early; given out once. */
export function takeEarly(url: string): Promise<Response> | undefined {
  const answer = asked.get(url);
  asked.delete(url);
  return answer;
}
