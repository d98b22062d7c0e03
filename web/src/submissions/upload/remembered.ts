import type { UploadState } from '../types';

/** An upload this browser began: chosen again after a reload, the same file goes on where it stopped. */
export interface Remembered {
  id: string;
  name: string;
  size: number;
  modified: number;
  received: number;
  at: number;
}

const KEY = 'uploads';
/** The server throws unfinished uploads away too; an older note would only lead nowhere. */
const KEPT_MS = 3 * 24 * 3600_000;

function read(): Remembered[] {
  try {
    const all = JSON.parse(localStorage.getItem(KEY) ?? '[]') as Remembered[];
    return all.filter((one) => Date.now() - one.at < KEPT_MS);
  } catch {
    return [];
  }
}

function write(all: Remembered[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(all.slice(-20)));
  } catch {
    // Without storage the upload still works; only a reload would begin anew.
  }
}

const isOf = (file: File) => (one: Remembered) => one.name === file.name && one.size === file.size && one.modified === file.lastModified;

export const rememberedFor = (file: File): Remembered | undefined => read().find(isOf(file));

export function remember(file: File, { id, received }: UploadState): void {
  const note = { id, name: file.name, size: file.size, modified: file.lastModified, received, at: Date.now() };
  write([...read().filter((one) => one.id !== id && !isOf(file)(one)), note]);
}

export const forget = (id: string): void => write(read().filter((one) => one.id !== id));

/** Those that stopped half way, the latest first. */
export const unfinished = (): Remembered[] =>
  read()
    .filter((one) => one.received < one.size)
    .reverse();
