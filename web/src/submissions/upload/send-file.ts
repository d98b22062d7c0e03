import { ApiError, get, send } from '../../api';
import type { UploadState } from '../types';
import { forget, remember, rememberedFor } from './remembered';

export interface Progress {
  received: number;
  /** When the next try comes, while the server cannot be reached. */
  retryAt: number | null;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** The connection or the server is away for a moment: what was sent so far is safe, so try again. */
const isPassing = (error: unknown): boolean => error instanceof ApiError && [0, 408, 429, 502, 503, 504].includes(error.status);

/** Sends a file piece by piece and waits out whatever passes. @returns the upload's id. @throws AbortError, or ApiError when the server refuses. */
export async function sendFile(file: File, report: (progress: Progress) => void, signal: AbortSignal, wake: EventTarget): Promise<string> {
  const patiently = <T>(task: () => Promise<T>) => untilReached(task, (retryAt) => report({ received, retryAt }), signal, wake);
  let received = 0;
  let upload = await patiently(() => begin(file, signal));
  received = upload.received;
  report({ received, retryAt: null });
  while (received < file.size) {
    upload = await patiently(() => sendPiece(file, upload, signal));
    received = upload.received;
    remember(file, upload);
    report({ received, retryAt: null });
  }
  return upload.id;
}

/** Goes on with an earlier upload of the same file, if the server still has it. */
async function begin(file: File, signal: AbortSignal): Promise<UploadState> {
  const known = rememberedFor(file);
  if (known) {
    try {
      return await get<UploadState>(`/uploads/${known.id}`, undefined, signal);
    } catch (error) {
      if (!(error instanceof ApiError) || ![403, 404, 410].includes(error.status)) throw error;
      forget(known.id);
    }
  }
  const made = await send<UploadState>('POST', '/uploads', { fileName: file.name, size: file.size }, undefined, { signal });
  remember(file, made);
  return made;
}

async function sendPiece(file: File, upload: UploadState, signal: AbortSignal): Promise<UploadState> {
  const { id, received, chunkBytes } = upload;
  const piece = file.slice(received, received + chunkBytes);
  const headers = { 'content-type': 'application/octet-stream', 'upload-offset': String(received) };
  try {
    return await send<UploadState>('PATCH', `/uploads/${id}`, piece, undefined, { headers, signal });
  } catch (error) {
    // A piece may have arrived although its answer did not: ask how far the server is.
    if (error instanceof ApiError && error.problem?.code === 'wrong-offset') return get<UploadState>(`/uploads/${id}`, undefined, signal);
    throw error;
  }
}

async function untilReached<T>(task: () => Promise<T>, waiting: (retryAt: number) => void, signal: AbortSignal, wake: EventTarget): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    try {
      return await task();
    } catch (error) {
      if (!isPassing(error)) throw error;
      waiting(Date.now() + wait);
      await pause(wait, signal, wake);
    }
  }
}

/** Ends early when the person asks for it or the network comes back. */
function pause(ms: number, signal: AbortSignal, wake: EventTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (aborted: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      wake.removeEventListener('wake', go);
      window.removeEventListener('online', go);
      if (aborted) reject(new DOMException('Stopped', 'AbortError'));
      else resolve();
    };
    const abort = () => end(true);
    const go = () => end(false);
    const timer = setTimeout(go, ms);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    wake.addEventListener('wake', go);
    window.addEventListener('online', go);
  });
}
