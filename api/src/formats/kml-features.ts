import type { Geometry, Position } from 'geojson';
import { plain } from './format.js';
import type { SourceFeature } from './features.js';
import type { JsonObject } from './json-text.js';
import { XmlReader, type XmlHandlers } from './xml.js';

export interface Placemark extends SourceFeature {
  /** Names of the folders it lies in, outermost first; documents are not folders. */
  folder: string;
}

const SHAPES = new Set(['Point', 'LineString', 'LinearRing', 'Polygon', 'MultiGeometry']);

/** The placemarks of KML 2.2 and 2.3 as they come: OGC 12-007r2, 9 and 10. */
export class PlacemarkReader implements XmlHandlers {
  found: Placemark[] = [];
  private readonly path: string[] = [];
  private readonly folders: string[] = [];
  private readonly words: string[] = [];
  private properties: JsonObject | null = null;
  private dataName = '';
  private shapes: Geometry[][] = [];
  private rings: Position[][] = [];
  private readonly xml = new XmlReader(this);

  write(text: string): Placemark[] {
    this.xml.write(text);
    return this.taken();
  }

  end(): void {
    this.xml.end();
  }

  private taken(): Placemark[] {
    const found = this.found;
    this.found = [];
    return found;
  }

  open(name: string, attributes: Record<string, string>): void {
    this.path.push(name);
    this.words.length = 0;
    if (name === 'Folder') this.folders.push('');
    else if (name === 'Placemark') {
      this.properties = {};
      this.shapes = [[]];
    } else if (name === 'Data' || name === 'SimpleData') this.dataName = attributes.name ?? '';
    else if (name === 'MultiGeometry') this.shapes.push([]);
    else if (name === 'Polygon') this.rings = [];
  }

  text(text: string): void {
    this.words.push(text);
  }

  close(name: string): void {
    const text = this.words.join('');
    this.words.length = 0;
    this.path.pop();
    const parent = this.path.at(-1) ?? '';
    if (name === 'Folder') this.folders.pop();
    else if (name === 'name' && parent === 'Folder') this.folders[this.folders.length - 1] = plain(text);
    else if (this.properties) this.closeInPlacemark(name, parent, text, this.properties);
  }

  private closeInPlacemark(name: string, parent: string, text: string, properties: JsonObject): void {
    if (name === 'Placemark') this.finish(properties);
    else if (parent === 'Placemark' && (name === 'name' || name === 'description')) setOwn(properties, name, plainText(text));
    else if ((name === 'value' && parent === 'Data') || name === 'SimpleData') setOwn(properties, this.dataName, text.trim());
    else if (name === 'coordinates') this.rings.push(positionsIn(text));
    else if (SHAPES.has(name)) this.closeShape(name, parent);
  }

  private closeShape(name: string, parent: string): void {
    if (name === 'LinearRing' && parent.endsWith('BoundaryIs')) return;
    if (name === 'MultiGeometry') {
      const parts = this.shapes.pop()!;
      if (parts.length) this.shapes.at(-1)?.push(joined(parts));
      return;
    }
    const rings = this.rings;
    this.rings = [];
    if (!rings.length) return;
    if (name === 'Polygon') this.shapes.at(-1)!.push({ type: 'Polygon', coordinates: rings });
    else if (name === 'Point') this.shapes.at(-1)!.push({ type: 'Point', coordinates: rings[0]![0] ?? [] });
    else this.shapes.at(-1)!.push({ type: 'LineString', coordinates: rings[0]! });
  }

  private finish(properties: JsonObject): void {
    const parts = this.shapes[0]!;
    const folder = this.folders.filter((name) => name !== '').join(' / ');
    this.found.push({ properties, geometry: parts.length ? joined(parts) : null, folder });
    this.properties = null;
  }
}

/** Several parts as one geometry; one part is a geometry by itself. */
export function joined(parts: Geometry[]): Geometry {
  const [first] = parts;
  if (parts.length === 1) return first!;
  if (!parts.every((part) => part.type === first!.type) || first!.type.startsWith('Multi') || first!.type === 'GeometryCollection')
    return { type: 'GeometryCollection', geometries: parts };
  return { type: `Multi${first!.type}`, coordinates: parts.map((part) => (part as { coordinates: unknown }).coordinates) } as unknown as Geometry;
}

/** "lon,lat,height lon,lat,height": heights are left out, and what is no number stays to be found fault with. */
const positionsIn = (text: string): Position[] =>
  text
    .trim()
    // Some programs put spaces after the commas too.
    .replace(/\s*,\s*/g, ',')
    .split(/\s+/)
    .filter((tuple) => tuple !== '')
    .map((tuple) =>
      tuple
        .split(',')
        .slice(0, 2)
        .map((number) => (number === '' ? NaN : Number(number))),
    );

/** Descriptions are often a page of HTML around a few words. */
const plainText = (text: string): string => plain(/<\w[^>]*>/.test(text) ? text.replace(/<(style|script)\b.*?<\/\1>/gis, ' ').replace(/<[^>]*>/g, ' ') : text);

/** As an own value, also for names like "__proto__". */
function setOwn(properties: JsonObject, name: string, value: string): void {
  if (name !== '' && value !== '') Object.defineProperty(properties, name, { value, enumerable: true, configurable: true, writable: true });
}
