// Somebody's base map: pictures of one colour, or none.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';

export interface TileServer {
  url: string;
  /** false: it answers 503 from now on. */
  working: boolean;
  asked: string[];
  stop(): Promise<void>;
}

export async function startTileServer(): Promise<TileServer> {
  const server: Server = createServer((request, response) => {
    tiles.asked.push(request.url!);
    if (!tiles.working) return void response.writeHead(503).end();
    response.writeHead(200, { 'content-type': 'image/png' }).end(PICTURE);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const tiles: TileServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    working: true,
    asked: [],
    stop: () => new Promise((done) => server.close(() => done())),
  };
  return tiles;
}

const SIDE = 256;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), body.length + 4);
  return whole;
}

function crc(bytes: Buffer): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}

/** A pale square with a darker edge, so that one sees the pictures side by side. */
const PICTURE = ((): Buffer => {
  const rows = Buffer.alloc((SIDE * 3 + 1) * SIDE);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) rows.set(x === 0 || y === 0 ? [150, 165, 150] : [226, 234, 214], y * (SIDE * 3 + 1) + 1 + x * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
})();
