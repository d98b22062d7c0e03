import type { Viewer } from '../access/viewer.js';
import { join, raw, row, rows, sql, type Runner } from '../database/sql.js';
import { fold } from '../registry/fold.js';
import { KINDS } from '../registry/kinds.js';
import { visibleRecords } from '../registry/visible-records.js';

/** How many letters may be wrong in a word of so many. */
const tolerance = (length: number): number => (length < 3 ? 0 : length < 6 ? 1 : 2);

/** Words of the records and of the units' names, with those most like `word` in front. */
const similar = (word: string, swapped: string[]) => sql`
  select distinct s.word from (
    (select word from search_words where word % ${word} order by similarity(word, ${word}) desc limit 40)
    union all (select word from search_words where word = any(${swapped}::text[]))
    union all (select w from administrative_units u, letter_words(u.name) w where w % ${word} or w = any(${swapped}::text[]))) s`;

const isKnown = (word: string) => sql`
  select exists (select 1 from search_words where word like '%' || ${word} || '%')
    or exists (select 1 from administrative_units u where fold(u.name) like '%' || ${word} || '%') as known`;

/**
 * The text with each word that occurs nowhere put right by the nearest that does; null when none is near.
 * Trigram similarity finds the candidates, letters that are wrong, missing, too many or swapped choose among them.
 */
export async function corrected(on: Runner, text: string): Promise<string | null> {
  const words = fold(text).split(' ').filter(Boolean).slice(0, 8);
  const mended = await Promise.all(words.map((word) => mend(on, word)));
  if (mended.includes(null)) return null;
  const result = mended.join(' ');
  return result === words.join(' ') ? null : result;
}

async function mend(on: Runner, word: string): Promise<string | null> {
  if (/\d/.test(word) || (await row<{ known: boolean }>(on, isKnown(word)))!.known) return word;
  const candidates = await rows<{ word: string }>(on, similar(word, swaps(word)));
  const near = candidates.map((one) => ({ word: one.word, wrong: distance(word, one.word) })).filter(({ wrong }) => wrong <= tolerance(word.length));
  near.sort((a, b) => a.wrong - b.wrong || Math.abs(a.word.length - word.length) - Math.abs(b.word.length - word.length) || a.word.localeCompare(b.word));
  return near[0]?.word ?? null;
}

/**
 * The code that was meant where one sign is too many, two are swapped, or 0 and O, 1 and I were taken for each other; null when there is none.
 * A wrong digit is left alone: what it makes is the code of another record.
 */
export async function nearCode(on: Runner, viewer: Viewer, text: string): Promise<string | null> {
  const key = text.replace(/[\s\-_./]/g, '').toLowerCase();
  if (!/\d/.test(key) || key.length < 4 || key.length > 40) return null;
  const signs = [...key];
  const without = signs.map((_, index) => key.slice(0, index) + key.slice(index + 1));
  const alike = signs.flatMap((sign, index) => (ALIKE[sign] ?? []).map((other) => key.slice(0, index) + other + key.slice(index + 1)));
  const keys = [...alike, ...swaps(key), ...without];
  const found = KINDS.map(
    (kind) => sql`(select ${raw(`v."${kind.codeField}"`)} as code from (${visibleRecords(kind, viewer)}) v
      where code_key(${raw(`v."${kind.codeField}"`)}) = any(array(select code_key(k) from unnest(${keys}::text[]) k)) limit 1)`,
  );
  return (await row<{ code: string }>(on, join(found, ' union all ')))?.code ?? null;
}

const ALIKE: Record<string, string[]> = { '0': ['o'], o: ['0'], '1': ['i', 'l'], i: ['1'], l: ['1'] };

/** Two neighbouring letters the other way round leave few trigrams in common, so these are asked for by name. */
const swaps = (word: string): string[] => [...word].slice(1).map((letter, index) => word.slice(0, index) + letter + word[index]! + word.slice(index + 2));

/** Letters to change, add, take away or swap with a neighbour (optimal string alignment). */
export function distance(a: string, b: string): number {
  let [before, last] = [[] as number[], [...Array(b.length + 1).keys()]];
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++) {
      now[j] = Math.min(last[j]! + 1, now[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j]!, before[j - 2]! + 1);
    }
    [before, last] = [last, now];
  }
  return last[b.length]!;
}
