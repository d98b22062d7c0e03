import type { Geometry } from 'geojson';
import { useState } from 'react';
import type { TypedValues } from './typed';

/** What a person typed into one form and has not sent yet. It outlives an error, a reload and a lost connection, until the tab is closed. */
export interface Kept {
  typed: TypedValues;
  /** Absent: not touched. */
  geometry?: Geometry | null;
  /** The whole form as it was last checked. */
  checked?: { values: TypedValues; geometry: Geometry | null };
  words: string;
  /** The day a record ended, where its kind has no field for it. */
  day: string;
  /** When it was last typed in; null when the server has seen it all. */
  at: string | null;
}

const EMPTY: Kept = { typed: {}, words: '', day: '', at: null };

export function readKept(key: string): Kept {
  try {
    return { ...EMPTY, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Kept>) };
  } catch {
    return EMPTY;
  }
}

export function writeKept(key: string, kept: Kept): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // A full or forbidden store: the page itself still has it.
  }
}

export const dropKept = (key: string): void => sessionStorage.removeItem(key);

/** The form's state, written down at every change. */
export function useKept(key: string) {
  const [kept, setKept] = useState(() => readKept(key));
  const change = (parts: Partial<Kept>): void =>
    setKept((before) => {
      const next = { ...before, at: new Date().toISOString(), ...parts };
      writeKept(key, next);
      return next;
    });
  const forget = (): void => {
    dropKept(key);
    setKept(EMPTY);
  };
  return { kept, change, forget };
}
