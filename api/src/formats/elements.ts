import { brokenXml, doctypeRefused, utf8 } from './xml-text.js';

/** One element longer than this is damage or a trap, not a row. */
const LONGEST_ELEMENT = 8_000_000;
const LONGEST_PROLOGUE = 2_000_000;

/**
 * The text of each `<name …>…</name>` of an XML file, in order, a list for each chunk. For the flat, very long parts of a workbook
 * (rows, shared strings), where a SAX parser's events for every cell would take up most of an import's time. Elements of
 * that name must not hold one another. A namespace prefix of the root is theirs too.
 */
export async function* elements(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<string[]> {
  let splitter: Splitter | undefined;
  let text = '';
  for await (const chunk of utf8(chunks)) {
    text += chunk;
    splitter ??= splitterFor(text, name);
    if (!splitter) continue;
    const found = splitter.take(text);
    text = text.slice(splitter.end);
    if (found.length) yield found;
  }
  splitter?.finish(text);
  if (!splitter) throw brokenXml();
}

/** Once the root's tag is there its prefix is known. */
function splitterFor(text: string, name: string): Splitter | undefined {
  if (/<!DOCTYPE/i.test(text)) throw doctypeRefused();
  const root = /<(?![?!])(?:([\w.-]+):)?[\w.-]+[^<>]*>/.exec(text);
  if (!root && text.length > LONGEST_PROLOGUE) throw brokenXml();
  return root ? new Splitter(root[1] ? `${root[1]}:${name}` : name) : undefined;
}

class Splitter {
  /** Where the text of the last `take` has been used up to. */
  end = 0;
  private readonly start: string;
  private readonly close: string;

  constructor(name: string) {
    this.start = `<${name}`;
    this.close = `</${name}>`;
  }

  take(text: string): string[] {
    const found: string[] = [];
    this.end = 0;
    for (let at = this.next(text, 0); at >= 0; at = this.next(text, this.end)) {
      const tag = text.indexOf('>', at);
      const end = tag < 0 ? -1 : text.charCodeAt(tag - 1) === SLASH ? tag + 1 : after(text.indexOf(this.close, tag), this.close.length);
      if (end < 0) {
        this.end = at;
        if (text.length - at > LONGEST_ELEMENT) throw brokenXml();
        return found;
      }
      found.push(text.slice(at, end));
      this.end = end;
    }
    // What may be the beginning of the next start tag is kept.
    this.end = Math.max(this.end, text.length - this.start.length);
    return found;
  }

  finish(rest: string): void {
    if (this.next(rest, 0) >= 0) throw brokenXml();
  }

  /** Another element's name may begin alike: `<row` and `<rowBreaks`. */
  private next(text: string, from: number): number {
    let at = text.indexOf(this.start, from);
    while (at >= 0 && NAME_SIGN.test(text.charAt(at + this.start.length))) at = text.indexOf(this.start, at + 1);
    return at;
  }
}

const SLASH = 47;
const NAME_SIGN = /[\w.:-]/;
const after = (at: number, length: number): number => (at < 0 ? -1 : at + length);
