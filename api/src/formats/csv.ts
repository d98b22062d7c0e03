import { CsvSplitter } from './csv-splitter.js';
import { BATCH_ROWS } from './format.js';
import type { Format, SourceRow } from './format.js';
import { tableWithHeader } from './header.js';
import { withoutSeparators } from './separators.js';
import { openText, type TextFile } from './text-file.js';

export const CSV: Format = {
  name: 'csv',
  label: { vi: 'Bảng CSV', en: 'CSV table' },
  extensions: ['.csv', '.txt', '.tsv'],
  async read(path) {
    const text = await openText(path);
    return { ...(await tableWithHeader(rowsOf(text), text.estimatedLines)), format: 'csv', encoding: text.encoding, clean: true };
  },
};

const SEPARATORS = [',', ';', '\t', '|'];
/** What Excel writes for itself as the first line. */
const SAID = /^\ufeff?"?sep=(.)"?\r?\n/i;

async function* rowsOf(text: TextFile): AsyncGenerator<SourceRow[]> {
  const said = SAID.exec(text.head);
  const splitter = new CsvSplitter(said?.[1] ?? separatorOf(text.head), said ? 2 : 1);
  let skip = said?.[0].replace('\ufeff', '').length ?? 0;
  let batch: SourceRow[] = [];
  for await (const chunk of text.chunks()) {
    // Seen to in whole chunks, cells need not be looked at one by one.
    const clean = withoutSeparators(chunk);
    batch = batch.concat(splitter.push(skip ? clean.slice(skip) : clean));
    skip = 0;
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  yield batch.concat(splitter.end());
}

const SAMPLE_LINES = 30;
const QUOTED = /(^|[,;\t|\n\r])"(?:[^"]|"")*"/g;

interface Use {
  separator: string;
  /** The number of separators most lines have. */
  usual: number;
  agreeing: number;
  firstLine: number;
}

/** The separator that most lines have equally often, the header among them: titles have commas too, and numbers decimal ones. */
function separatorOf(head: string): string {
  const lines = head
    .slice(0, 65_536)
    .replace(QUOTED, '$1')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES);
  const uses = SEPARATORS.map((separator) => useOf(separator, lines)).filter((use) => use.usual > 0);
  const good = uses.filter((use) => use.agreeing * 2 >= lines.length);
  return (good.length ? good : uses).sort((a, b) => a.firstLine - b.firstLine || b.usual - a.usual)[0]?.separator ?? ',';
}

function useOf(separator: string, lines: string[]): Use {
  const counts = lines.map((line) => line.split(separator).length - 1);
  const times = (count: number): number => counts.filter((one) => one === count).length;
  const usual = counts
    .filter((count) => count > 0)
    .reduce((best, count) => (times(count) > times(best) ? count : best), counts.find((count) => count > 0) ?? 0);
  return { separator, usual, agreeing: times(usual), firstLine: counts.indexOf(usual) };
}
