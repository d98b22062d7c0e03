import { MM_PER_INCH } from './paper';

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Signature and header (PNG specification 5.2, 11.2.1): what says how fine the picture is stands behind them. */
const AFTER_HEADER = 33;

/** A PNG that says how large it is on paper (chunk pHYs): without it programs print it at 96 dots to the inch. */
export async function pngOf(canvas: HTMLCanvasElement, dpi: number): Promise<Blob> {
  const blob = await new Promise<Blob>((resolve, reject) => canvas.toBlob((made) => (made ? resolve(made) : reject(new Error('no picture'))), 'image/png'));
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const chunk = new DataView(new ArrayBuffer(21));
  const perMetre = Math.round((dpi * 1000) / MM_PER_INCH);
  chunk.setUint32(0, 9);
  [...'pHYs'].forEach((letter, index) => chunk.setUint8(4 + index, letter.charCodeAt(0)));
  chunk.setUint32(8, perMetre);
  chunk.setUint32(12, perMetre);
  chunk.setUint8(16, 1);
  chunk.setUint32(17, crc32(new Uint8Array(chunk.buffer, 4, 13)));
  return new Blob([bytes.subarray(0, AFTER_HEADER), chunk.buffer, bytes.subarray(AFTER_HEADER)], { type: 'image/png' });
}
