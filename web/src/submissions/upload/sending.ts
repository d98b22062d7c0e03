import { useSyncExternalStore } from 'react';
import { send } from '../../api';
import type { KindName } from '../../api-types';
import type { Submission } from '../types';
import { forget, rememberedFor } from './remembered';
import { sendFile } from './send-file';

export interface Fields {
  kind?: KindName;
  onBehalfOf?: string;
}

export interface Sending {
  file: File;
  fields: Fields;
  state: 'sending' | 'waiting' | 'paused' | 'handing-over' | 'failed' | 'done';
  received: number;
  /** Where it went on from, when an earlier upload was taken up again. */
  resumedAt: number;
  retryAt: number | null;
  error: unknown;
  submission: Submission | null;
}

/** The upload goes on while the person looks at other pages, hence outside of any page. */
let current: Sending | null = null;
let stop = new AbortController();
const wake = new EventTarget();
const listeners = new Set<() => void>();

function update(change: Partial<Sending> | null): void {
  current = change && current ? { ...current, ...change } : null;
  listeners.forEach((listener) => listener());
}

export const useSending = (): Sending | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );

export function startSending(file: File, fields: Fields): void {
  const resumedAt = rememberedFor(file)?.received ?? 0;
  current = { file, fields, state: 'sending', received: resumedAt, resumedAt, retryAt: null, error: null, submission: null };
  void run();
}

export function pauseSending(): void {
  stop.abort();
  update({ state: 'paused', retryAt: null });
}

/** @param fields what is to be said about the file that was not said before */
export function resumeSending(fields: Fields = {}): void {
  if (current) update({ state: 'sending', error: null, fields: { ...current.fields, ...fields } });
  void run();
}

export const retryNow = (): void => void wake.dispatchEvent(new Event('wake'));

/** The file that was chosen is put aside; `keep`: what arrived stays, to go on with later. */
export function endSending({ keep }: { keep: boolean }): void {
  stop.abort();
  const known = current && !keep ? rememberedFor(current.file) : undefined;
  if (known) forget(known.id);
  update(null);
}

const leaving = (event: BeforeUnloadEvent) => event.preventDefault();

async function run(): Promise<void> {
  if (!current) return;
  const { file, fields } = current;
  const own = (stop = new AbortController());
  listeners.forEach((listener) => listener());
  window.addEventListener('beforeunload', leaving);
  try {
    const report = ({ received, retryAt }: { received: number; retryAt: number | null }) =>
      own.signal.aborted || update({ received, retryAt, state: retryAt ? 'waiting' : 'sending' });
    const upload = await sendFile(file, report, own.signal, wake);
    update({ state: 'handing-over' });
    const headers = { prefer: 'respond-async' };
    const submission = await send<Submission>('POST', '/submissions', { ...fields, upload }, undefined, { headers, signal: own.signal });
    update({ state: 'done', submission });
  } catch (error) {
    if (!own.signal.aborted) update({ state: 'failed', error });
  } finally {
    if (stop === own) window.removeEventListener('beforeunload', leaving);
  }
}
