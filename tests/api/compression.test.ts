import { readdirSync } from 'node:fs';
import { get, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { startRegistry, type Registry } from '../support/registry.js';
import { ROOT } from '../support/surroundings.js';

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry?.stop());

/** What went over the line; `fetch` would unpack it. */
function raw(path: string, accepted: string): Promise<{ headers: IncomingHttpHeaders; content: Buffer }> {
  return new Promise((done, fail) => {
    get(new URL(path, registry.url), { headers: { 'accept-encoding': accepted } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => done({ headers: answer.headers, content: Buffer.concat(parts) }));
    }).on('error', fail);
  });
}

it('packs what is long, for those who can unpack it', async () => {
  const [plain, packed] = [await raw('/api/openapi.json', 'identity'), await raw('/api/openapi.json', 'gzip, br')];
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: expect.stringMatching(/accept-encoding/i) });
  expect(gunzipSync(packed.content).equals(plain.content)).toBe(true);
  expect(packed.content.length).toBeLessThan(plain.content.length / 4);
});

it('leaves what is short as it is', async () => {
  expect((await raw('/healthz', 'gzip')).headers['content-encoding']).toBeUndefined();
});

it.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
])('has the web packed as %s', async (encoding, unpack) => {
  const files = readdirSync(join(ROOT, 'dist/web/assets')).filter((name) => /^(base|map)-.*\.(js|css)$/.test(name));
  expect(files.length).toBeGreaterThanOrEqual(4);
  for (const name of files) {
    const [plain, packed] = [await raw(`/assets/${name}`, 'identity'), await raw(`/assets/${name}`, encoding)];
    expect(packed.headers).toMatchObject({
      'content-encoding': encoding,
      'content-type': plain.headers['content-type'],
      'content-length': `${packed.content.length}`,
    });
    expect(unpack(packed.content).equals(plain.content)).toBe(true);
  }
});

it('unpacks no body that comes in: it could be of any size', async () => {
  const answer = await fetch(new URL('/api/v1/session', registry.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', origin: registry.url },
    body: gzipSync(JSON.stringify({ username: 'inspector', password: 'sample' })),
  });
  expect(answer.status).toBe(415);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
});
