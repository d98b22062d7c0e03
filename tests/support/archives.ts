import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import { openArchive } from '../../api/src/formats/zip.js';

/** Path and bytes. */
export type Part = [string, Buffer];

export async function unpacked(path: string): Promise<Part[]> {
  const archive = await openArchive(path);
  const parts: Part[] = [];
  for (const entry of archive.entries) parts.push([entry.fileName, await buffer(archive.stream(entry))]);
  archive.close();
  return parts;
}

export function packed(parts: Part[]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [path, bytes] of parts) zip.addBuffer(bytes, path);
  zip.end();
  return buffer(zip.outputStream);
}
