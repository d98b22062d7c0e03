import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';

/** A request that came with an `Idempotency-Key`, while it is worked on. */
export interface KeyedRequest {
  /** Known once the request is. */
  keyId: number | null;
  identify(fingerprint: Buffer): Promise<void>;
}

export const keyedRequest = new AsyncLocalStorage<KeyedRequest>();

/** Hash of all that makes one request differ from another. */
const fingerprint = (parts: unknown[]): Buffer => createHash('sha256').update(JSON.stringify(parts)).digest();

/**
 * Tells what the request is before anything is made of it; the earlier answer, if there is one, ends it here. A JSON body is told by the interceptor;
 * a handler that reads the body by itself tells its parts, of a file the hash. Without a key nothing happens.
 */
export const identifyRequest = async (...parts: unknown[]): Promise<void> => keyedRequest.getStore()?.identify(fingerprint(parts));

/** To be written into `submissions.idempotency_key` by whatever makes a submission. */
export const requestKey = (): number | null => keyedRequest.getStore()?.keyId ?? null;
