import { useSyncExternalStore } from 'react';

/** What was begun and not yet sent, for as long as the page is open: another record is looked at, and the words are still there. */
const drafts = new Map<string, unknown>();
const listeners = new Set<() => void>();

function write(key: string, value: unknown): void {
  if (value === undefined) drafts.delete(key);
  else drafts.set(key, value);
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Like a state that outlives its part of the page. @param start until something was typed */
export function useDraft<T>(key: string, start: T): [T, (value: T) => void] {
  const kept = useSyncExternalStore(subscribe, () => drafts.get(key)) as T | undefined;
  return [kept ?? start, (value) => write(key, value)];
}

/** Once it was sent. */
export const forgetDraft = (key: string): void => write(key, undefined);
