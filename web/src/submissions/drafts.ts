import { useSyncExternalStore } from 'react';

const STORE = 'drafts';

interface Kept {
  /** Whose they are: the next one at the same desk is not to see them. */
  of: string | null;
  drafts: [string, unknown][];
}

function stored(): Kept {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? '') as Kept;
  } catch {
    return { of: null, drafts: [] };
  }
}

/** What was begun and not yet sent, for as long as the tab is open: another record is looked at, the page is read again, and the words are still there. */
const kept = stored();
const drafts = new Map<string, unknown>(kept.drafts);
let owner = kept.of;
const listeners = new Set<() => void>();

function write(key: string, value: unknown): void {
  if (value === undefined) drafts.delete(key);
  else drafts.set(key, value);
  store();
  listeners.forEach((listener) => listener());
}

function store(): void {
  try {
    sessionStorage.setItem(STORE, JSON.stringify({ of: owner, drafts: [...drafts] } satisfies Kept));
  } catch {
    // Without room to store them they last until the page is read again.
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Somebody is here now, or has signed out (null): what another one began is gone. Whoever signs in again after the session ended finds the own words. */
export function keepDraftsOf(username: string | null): void {
  if (owner === username) return;
  owner = username;
  drafts.clear();
  store();
  listeners.forEach((listener) => listener());
}

/** Like a state that outlives its part of the page. @param start until something was typed */
export function useDraft<T>(key: string, start: T): [T, (value: T) => void] {
  const typed = useSyncExternalStore(subscribe, () => drafts.get(key)) as T | undefined;
  return [typed ?? start, (value) => write(key, value)];
}

/** Once it was sent. */
export const forgetDraft = (key: string): void => write(key, undefined);
