import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ORGANIZATIONS } from '../database/seed/organizations.js';
import { KINDS } from '../registry/kinds.js';
import { templateBook } from '../templates/template.js';
import { withFixedTimes } from './zip-times.js';

/** The blank workbooks that operators get from the API, as files. */
export async function writeTemplates(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const kind of KINDS) {
    const fields = kind.fields.filter((field) => !field.computed && !field.authorityOnly);
    const book = await templateBook(kind, fields, ORGANIZATIONS);
    await writeFile(join(folder, `${kind.name}.xlsx`), withFixedTimes(Buffer.from(await book.xlsx.writeBuffer())));
  }
}
