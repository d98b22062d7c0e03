import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

describe('what the code names', () => {
  const folder = fileURLToPath(new URL('../../../web/src/', import.meta.url));
  const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const keys = plain(vi.keys());
  const parts = new Set(Object.keys(read('vi')));
  const isText = ([part]: string[]): boolean => parts.has(part!);

  it('is there: texts named in full', () => {
    const named = [...code.matchAll(/'([a-zA-Z]\w*(?:\.\w+)+)'/g)].map(([, key]) => key!).filter((key) => isText(key.split('.')));
    expect(named.length).toBeGreaterThan(500);
    // A part with texts of its own is the beginning of a name put together elsewhere.
    expect([...new Set(named)].filter((key) => !keys.some((one) => one === key || one.startsWith(`${key}.`)))).toEqual([]);
  });

  it('is there: texts named with something filled in', () => {
    const named = [...code.matchAll(/\bsay\(\s*`([^`]+)`/g)].map(([, key]) => key!).filter((key) => !key.startsWith('$'));
    expect(named.length).toBeGreaterThan(30);
    const patterns = named.map((key) => [key, new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{.*?\}(?=\\?\.|\w*$|$)/g, '.+')}$`)] as const);
    expect(patterns.filter(([, pattern]) => !keys.some((one) => pattern.test(one))).map(([key]) => key)).toEqual([]);
  });
});
