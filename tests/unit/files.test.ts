import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Config } from '../../api/src/config.js';
import { FileStore, NoRoom, TooLong } from '../../api/src/submissions/files.js';

const folder = mkdtempSync(join(tmpdir(), 'registry-files-'));
const store = new FileStore({ filesDir: folder } as Config);
const kept = (id: string): string => readFileSync(store.path(id), 'utf8');
const MUCH = 'x'.repeat(3 << 20);

afterAll(() => rmSync(folder, { recursive: true }));

function* breakingAfter(text: string): Generator<Buffer> {
  yield Buffer.from(text);
  throw new Error('the line broke');
}

it('keeps what comes and hashes it on its way', async () => {
  const hash = createHash('sha256');
  expect(await store.write('whole', 0, Readable.from([Buffer.from('Trạm '), Buffer.from(MUCH)]), 1e9, hash)).toEqual({ bytes: 7 + MUCH.length });
  expect(kept('whole')).toBe(`Trạm ${MUCH}`);
  expect(hash.digest()).toEqual(await store.hash('whole'));
});

it('keeps what came before a line broke, and goes on from there', async () => {
  const { bytes, broken } = await store.write('broken', 0, Readable.from(breakingAfter('một')), 1e9);
  expect(broken).toEqual(new Error('the line broke'));
  await store.write('broken', bytes, Readable.from([Buffer.from(' hai')]), 1e9);
  expect(kept('broken')).toBe('một hai');
});

// Two tabs of a browser share an upload: the slower sender of the first piece must not take away what the other one has written.
it('loses nothing of what another sender of the same piece wrote', async () => {
  await store.write('shared', 0, Readable.from([Buffer.from('một hai')]), 1e9);
  await store.write('shared', 0, Readable.from(breakingAfter('một')), 1e9);
  expect(kept('shared')).toBe('một hai');
});

it('goes on with no file that is gone', async () => {
  await expect(store.write('gone', 4, Readable.from([Buffer.from('hai')]), 1e9)).rejects.toThrow('ENOENT');
});

it('stops at the limit', async () => {
  await expect(store.write('long', 0, Readable.from([Buffer.from(MUCH), Buffer.from('y')]), MUCH.length)).rejects.toThrow(TooLong);
});

// What is half written on a full disk must not be taken for the whole; and who is still sending is listened to, or would not hear of it.
it('says so when the disk is full', async () => {
  // Only Linux has a disk that is always full.
  for (const text of process.platform === 'linux' ? ['ít', MUCH] : []) {
    rmSync(store.path('full'), { force: true });
    symlinkSync('/dev/full', store.path('full'));
    const content = Readable.from([Buffer.from(text), Buffer.from(MUCH), Buffer.from('hết')]);
    await expect(store.write('full', 0, content, 1e9)).rejects.toThrow(NoRoom);
    expect(content.readableEnded).toBe(true);
  }
});
