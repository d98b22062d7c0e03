/** Beginnings of the sources of the boundaries that come with the registry, which are written in English. */
const KNOWN: [beginning: string, key: string][] = [
  ['simplified: choisy', 'communes2020'],
  ['sapnhap.bando.com.vn', 'communes2025'],
  ['simplified, dissolved', 'districts2020'],
  ['exact dissolve', 'provinces'],
];

/** A boundary's source in the reader's language; an authority's own boundaries say theirs in its words. */
export function boundarySource(source: string, say: (key: string) => string): string {
  const known = KNOWN.find(([beginning]) => source.startsWith(beginning));
  return known ? say(`unit.boundaryFrom.${known[1]}`) : source;
}
