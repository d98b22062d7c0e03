const END = 0x06054b50;
const DIRECTORY_ENTRY_BYTES = 46;
/** 1 January 1980, the first day of the ZIP format. */
const FIRST_DAY = 0x21;

/** Sets the time of every entry of a ZIP file to the same moment, in its directory and before its data. Changes the buffer. */
export function withFixedTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([END & 0xff, (END >> 8) & 0xff, (END >> 16) & 0xff, END >> 24]));
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    setTime(zip, entry + 12);
    setTime(zip, zip.readUInt32LE(entry + 42) + 10);
    entry += DIRECTORY_ENTRY_BYTES + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return zip;
}

function setTime(zip: Buffer, at: number): void {
  zip.writeUInt16LE(0, at);
  zip.writeUInt16LE(FIRST_DAY, at + 2);
}
