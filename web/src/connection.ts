import { useSyncExternalStore } from 'react';

export type Connection = 'good' | 'slow' | 'lost';

/** After so long somebody wonders whether anything is happening. */
const SLOW_MS = 6000;
const KNOCK_MS = 4000;

const waiting = new Set<symbol>();
const listeners = new Set<() => void>();
let lost = false;
let knocking = false;

const tell = (): void => listeners.forEach((listener) => listener());

function change(now: boolean): void {
  if (now === lost) return;
  lost = now;
  tell();
}

let comingBack: (() => void)[] = [];

/** Waits until the server can be reached; asks it at once. */
export const untilBack = (): Promise<void> =>
  new Promise((done) => {
    comingBack.push(done);
    void knock();
  });

/** Called once the server answers again after it could not be reached. */
let onBack: () => void = () => {};
export const whenBack = (listener: () => void): void => {
  onBack = listener;
};

/** Makes a request, or takes the one made `early`, and watches it: too long without an answer, it shows; no answer at all, and the server is asked until it is there again. */
export async function watched(url: string, init: RequestInit, early?: Promise<Response>): Promise<Response> {
  const mark = Symbol(url);
  // Sending a file takes as long as it takes, and has a progress bar of its own.
  const slow = init.body instanceof Blob || init.body instanceof FormData ? undefined : setTimeout(() => (waiting.add(mark), tell()), SLOW_MS);
  try {
    return await (early ?? fetch(url, init));
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) void knock();
    throw error;
  } finally {
    clearTimeout(slow);
    if (waiting.delete(mark)) tell();
  }
}

/** One request that failed says little; if the server does not answer either, it is asked until it does. */
async function knock(): Promise<void> {
  if (knocking) return;
  knocking = true;
  while (!(await answers())) {
    change(true);
    await new Promise((done) => setTimeout(done, KNOCK_MS));
  }
  knocking = false;
  const waited = comingBack;
  comingBack = [];
  waited.forEach((done) => done());
  if (!lost) return;
  change(false);
  onBack();
}

/** A proxy in front of a server that is starting answers too. */
const answers = (): Promise<boolean> =>
  fetch('/healthz', { cache: 'no-store' }).then(
    ({ status }) => status < 502,
    () => false,
  );

addEventListener('offline', () => void knock());

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const now = (): Connection => (lost ? 'lost' : waiting.size ? 'slow' : 'good');

export const useConnection = (): Connection => useSyncExternalStore(subscribe, now);
