import { readFileSync } from 'node:fs';

const read = (language: string): object => JSON.parse(readFileSync(new URL(`../../../web/src/text/${language}.json`, import.meta.url), 'utf8'));

/** "session.title = …" for every text, so that a difference can be read. */
const flat = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string' ? [[path, value]] : Object.entries(value as object).flatMap(([key, part]) => flat(part, path ? `${path}.${key}` : key));

const vi = new Map(flat(read('vi')));
const en = new Map(flat(read('en')));
// English has a form of its own for one thing, Vietnamese has not.
const plain = (keys: Iterable<string>): string[] => [...new Set([...keys].map((key) => key.replace(/_(one|other)$/, '')))].sort();
const blanks = (text: string): string[] => [...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name!).sort();

it('every text of the web is there in both languages', () => {
  expect(plain(en.keys())).toEqual(plain(vi.keys()));
  expect([...vi, ...en].filter(([, text]) => text.trim() === '')).toEqual([]);
});

it('both languages fill in the same blanks', () => {
  const differing = [...vi].filter(([key, text]) => en.has(key) && String(blanks(text)) !== String(blanks(en.get(key)!))).map(([key]) => key);
  expect(differing).toEqual([]);
});
