import type { Entry } from 'yauzl';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { problem, type Format, type ReadOptions, type SourceTable } from './format.js';
import { readMapInfo } from './gdal/mapinfo.js';
import { readShapefile } from './gdal/shapefile.js';
import { inScratch } from './scratch.js';
import { openArchive, shown, type Archive } from './zip.js';

/** Reads a file by its name, as anything that comes in; given, as it reads archives too. */
type ReadFile = (path: string, fileName: string, options: ReadOptions) => Promise<SourceTable>;

/** Zipped Shapefile, MapInfo TAB or MIF, or any one file that is read by itself. @param readable its endings. */
export const archiveFormat = (readable: () => string[], readFile: ReadFile): Format => ({
  name: 'zip',
  label: { vi: 'Tệp nén .zip (Shapefile, MapInfo TAB/MIF, hoặc một tệp khác)', en: 'Zip archive (Shapefile, MapInfo TAB/MIF, or one other file)' },
  extensions: ['.zip'],
  read: (path, options = {}) => inScratch((folder) => unpackAndRead(path, folder, options, readable(), readFile)),
});

/** KML with its pictures. */
export const kmzFormat = (readFile: ReadFile): Format => ({
  name: 'kmz',
  label: { vi: 'KMZ (Google Earth)', en: 'KMZ (Google Earth)' },
  extensions: ['.kmz'],
  read: (path, options = {}) =>
    inScratch(async (folder) => {
      const archive = await openArchive(path);
      try {
        // The first KML in the archive is the one to show (KML reference, "KMZ files"); doc.kml by custom.
        const kml = archive.find('doc.kml') ?? archive.entries.find(({ fileName }) => extensionOf(fileName) === '.kml');
        if (!kml) throw noKml();
        return { ...(await readFile(await unpack(archive, kml, join(folder, 'doc.kml')), 'doc.kml', options)), format: 'kmz' };
      } finally {
        archive.close();
      }
    }),
});

/** What a dataset of several files needs, by the ending that names it. */
const SETS: Record<string, { needed: string[]; taken: string[]; read(folder: string): Promise<SourceTable> }> = {
  '.shp': { needed: ['.dbf'], taken: ['.shp', '.dbf', '.shx', '.prj', '.cpg'], read: readShapefile },
  '.tab': { needed: ['.dat', '.map', '.id'], taken: ['.tab', '.dat', '.map', '.id'], read: (folder) => readMapInfo(folder, 'tab') },
  '.mif': { needed: ['.mid'], taken: ['.mif', '.mid'], read: (folder) => readMapInfo(folder, 'mif') },
};

/** What computers put into archives by themselves. */
const CLUTTER = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;
const extensionOf = (name: string): string => /\.[^./]*$/.exec(name)?.[0].toLowerCase() ?? '';
const stemOf = (name: string): string => name.slice(0, name.length - extensionOf(name).length).toLowerCase();

async function unpackAndRead(path: string, folder: string, options: ReadOptions, readable: string[], readFile: ReadFile): Promise<SourceTable> {
  const archive = await openArchive(path);
  try {
    const entries = archive.entries.filter(({ fileName }) => !CLUTTER.test(fileName));
    const thing = onlyThing(entries, readable);
    const extension = extensionOf(thing.fileName);
    const set = SETS[extension];
    if (set) return await set.read(await unpackSet(archive, entries, thing, folder, set));
    const file = await unpack(archive, thing, join(folder, `data${extension}`));
    return await readFile(file, thing.fileName.split('/').at(-1)!, options);
  } finally {
    archive.close();
  }
}

/** The one thing in the archive that can be read. Notes in .txt do not count beside data. */
function onlyThing(entries: Entry[], readable: string[]): Entry {
  if (!entries.length) throw emptyArchive();
  const things = entries.filter(({ fileName }) => extensionOf(fileName) in SETS || readable.includes(extensionOf(fileName)));
  const data = things.filter(({ fileName }) => extensionOf(fileName) !== '.txt');
  const [thing, another] = data.length ? data : things;
  if (!thing) throw entries.some(({ fileName }) => extensionOf(fileName) === '.zip') ? nested() : nothingReadable(entries);
  if (another) throw several((data.length ? data : things).map(({ fileName }) => fileName));
  return thing;
}

async function unpackSet(
  archive: Archive,
  entries: Entry[],
  thing: Entry,
  folder: string,
  { needed, taken }: { needed: string[]; taken: string[] },
): Promise<string> {
  const stem = stemOf(thing.fileName);
  const parts = entries.filter(({ fileName }) => stemOf(fileName) === stem && taken.includes(extensionOf(fileName)));
  const missing = needed.filter((extension) => !parts.some(({ fileName }) => extensionOf(fileName) === extension));
  if (missing.length) throw incomplete(thing.fileName, missing);
  await mkdir(join(folder, 'in'));
  for (const entry of parts) await unpack(archive, entry, join(folder, 'in', `data${extensionOf(entry.fileName)}`));
  return folder;
}

/** Under a name of ours: names in archives are not to be trusted. */
async function unpack(archive: Archive, entry: Entry, path: string): Promise<string> {
  await pipeline(archive.stream(entry), createWriteStream(path));
  return path;
}

const names = (list: string[]): string =>
  list
    .slice(0, 6)
    .map((name) => shown(name))
    .join(', ') + (list.length > 6 ? '…' : '');

const emptyArchive = () =>
  problem('Tệp nén không chứa tệp nào. Nén tệp dữ liệu rồi gửi lại.', 'The archive holds no files. Pack the data file and send it again.');

const nested = () =>
  problem(
    'Tệp nén chứa tệp nén khác bên trong. Giải nén ra, rồi chỉ nén (hoặc gửi thẳng) tệp dữ liệu.',
    'The archive holds another archive. Unpack it, then pack (or send) the data file itself.',
  );

const nothingReadable = (entries: Entry[]) =>
  problem(
    `Tệp nén không có tệp nào đọc được (có: ${names(entries.map(({ fileName }) => fileName))}). Cần một trong: .shp kèm .dbf, .tab kèm .dat .map .id, .mif kèm .mid, .xlsx, .csv, .geojson, .kml, .gpkg, .dxf.`,
    `The archive holds no file that can be read (it holds: ${names(entries.map(({ fileName }) => fileName))}). It needs one of: .shp with .dbf, .tab with .dat .map .id, .mif with .mid, .xlsx, .csv, .geojson, .kml, .gpkg, .dxf.`,
  );

const several = (list: string[]) =>
  problem(
    `Tệp nén chứa ${list.length} bộ dữ liệu: ${names(list)}. Mỗi lần gửi một bộ: nén riêng từng bộ rồi gửi lần lượt.`,
    `The archive holds ${list.length} sets of data: ${names(list)}. Send one at a time: pack each by itself.`,
  );

const incomplete = (name: string, missing: string[]) =>
  problem(
    `Thiếu tệp ${missing.join(', ')} đi cùng “${shown(name)}”. Nén đủ các tệp cùng tên rồi gửi lại.`,
    `The files ${missing.join(', ')} that belong to “${shown(name)}” are missing. Pack all files of that name and send them again.`,
  );

const noKml = () =>
  problem(
    'Tệp KMZ không chứa tệp .kml nào. Xuất lại từ Google Earth rồi gửi lại.',
    'The KMZ file holds no .kml. Export it again from Google Earth and send it again.',
  );
