import type * as L from 'leaflet';

export const NO_DATA_FILL = 'url(#no-data)';
export const ZONE_FILLS: Record<string, string> = { urban: 'url(#zone-urban)', tourist: 'url(#zone-tourist)' };

/** id: [ground, line, distance between lines, angle] */
const PATTERNS: Record<string, [string, string, number, number]> = {
  'no-data': ['#eef1f3', '#c3ccd3', 7, 45],
  'zone-urban': ['rgba(255,255,255,0.2)', 'rgba(55,65,75,0.55)', 6, -45],
  'zone-tourist': ['rgba(235,255,240,0.25)', 'rgba(6,110,62,0.6)', 6, 45],
};

const SVG = 'http://www.w3.org/2000/svg';
const element = (name: string, attributes: Record<string, string | number>) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
};

/** Hatchings must live inside the drawing that uses them; Leaflet keeps one drawing for each pane. */
export function addPatterns(map: L.Map, pane: string, ids: string[]): void {
  const svg = map.getPane(pane)?.querySelector('svg');
  if (!svg || svg.querySelector('defs')) return;
  const defs = element('defs', {});
  for (const id of ids) {
    const [ground, line, size, angle] = PATTERNS[id]!;
    const pattern = element('pattern', { id, width: size, height: size, patternUnits: 'userSpaceOnUse', patternTransform: `rotate(${angle})` });
    pattern.append(
      element('rect', { width: size, height: size, fill: ground }),
      element('line', { x1: 0, y1: 0, x2: 0, y2: size, stroke: line, 'stroke-width': 2.2 }),
    );
    defs.append(pattern);
  }
  svg.prepend(defs);
}
