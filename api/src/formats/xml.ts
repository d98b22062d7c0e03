import { SaxesParser } from 'saxes';
import { FileProblem } from './format.js';
import { brokenXml, doctypeRefused, utf8 } from './xml-text.js';

export interface XmlHandlers {
  /** @param name without prefix. */
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Deeper nesting than any workbook or KML has. */
const DEEPEST = 200;
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Reads XML as it comes. Declared entities do not exist here: a DOCTYPE is refused. @throws FileProblem where it is broken. */
export class XmlReader {
  private readonly parser = new SaxesParser({ xmlns: false, position: false });
  private depth = 0;
  private sawRoot = false;

  constructor(handlers: XmlHandlers) {
    this.parser.on('error', () => {
      throw brokenXml();
    });
    this.parser.on('doctype', () => {
      throw doctypeRefused();
    });
    this.parser.on('opentag', (tag) => {
      this.sawRoot = true;
      if (++this.depth > DEEPEST) throw brokenXml();
      handlers.open?.(local(tag.name), withoutPrefixes(tag.attributes));
    });
    this.parser.on('closetag', (tag) => {
      this.depth--;
      handlers.close?.(local(tag.name));
    });
    this.parser.on('text', (text) => handlers.text?.(text));
    this.parser.on('cdata', (text) => handlers.text?.(text));
  }

  write(text: string): void {
    this.guarded(() => this.parser.write(text));
  }

  end(): void {
    this.guarded(() => this.parser.close());
    if (!this.sawRoot) throw brokenXml();
  }

  private guarded(step: () => void): void {
    try {
      step();
    } catch (error) {
      throw error instanceof FileProblem ? error : brokenXml();
    }
  }
}

const withoutPrefixes = (attributes: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value]));

/** A whole, small XML part. */
export async function readXml(chunks: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  const reader = new XmlReader(handlers);
  for await (const text of utf8(chunks)) reader.write(text);
  reader.end();
}
