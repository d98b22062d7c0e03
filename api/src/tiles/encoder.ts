import { PbfWriter } from 'pbf';
import { EXTENT } from './tile.js';

export type Value = string | number | boolean | null;
type Position = [x: number, y: number];

/** A shape in units of the tile, as GeoJSON has it. */
export type Shape =
  | { type: 'Point'; coordinates: Position }
  | { type: 'MultiPoint'; coordinates: Position[] }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString'; coordinates: Position[][] }
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] };

export interface Feature {
  id: number;
  shape: Shape;
  /** Null is left out. */
  properties: Record<string, Value>;
}

// Field numbers and commands of the Mapbox Vector Tile specification 2.1, section 4.
const TILE_LAYER = 3;
const LAYER = { version: 15, name: 1, features: 2, keys: 3, values: 4, extent: 5 };
const FEATURE = { id: 1, tags: 2, type: 3, geometry: 4 };
const VALUE = { text: 1, double: 3, integer: 6, flag: 7 };
const [MOVE, LINE, CLOSE] = [1, 2, 7];
const command = (name: number, times: number): number => (times << 3) | name;

/** Each word once, by number. */
class Dictionary<Word> {
  private readonly numbers = new Map<Word, number>();
  numberOf(word: Word): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    this.numbers.set(word, this.numbers.size);
    return this.numbers.size - 1;
  }
  get words(): Word[] {
    return [...this.numbers.keys()];
  }
}

/** A vector tile of one layer; nothing for no features. */
export function encodeTile(name: string, features: Feature[]): Buffer {
  if (features.length === 0) return Buffer.alloc(0);
  const tile = new PbfWriter();
  tile.writeMessage(TILE_LAYER, writeLayer, { name, features });
  return Buffer.from(tile.finish());
}

function writeLayer({ name, features }: { name: string; features: Feature[] }, pbf: PbfWriter): void {
  const keys = new Dictionary<string>();
  const values = new Dictionary<Value>();
  pbf.writeVarintField(LAYER.version, 2);
  pbf.writeStringField(LAYER.name, name);
  for (const feature of features) pbf.writeMessage(LAYER.features, writeFeature, { ...feature, tags: tagsOf(feature.properties, keys, values) });
  for (const key of keys.words) pbf.writeStringField(LAYER.keys, key);
  for (const value of values.words) pbf.writeMessage(LAYER.values, writeValue, value);
  pbf.writeVarintField(LAYER.extent, EXTENT);
}

const tagsOf = (properties: Record<string, Value>, keys: Dictionary<string>, values: Dictionary<Value>): number[] =>
  Object.entries(properties).flatMap(([key, value]) => (value === null ? [] : [keys.numberOf(key), values.numberOf(value)]));

function writeFeature({ id, shape, tags }: Feature & { tags: number[] }, pbf: PbfWriter): void {
  const { type, geometry } = geometryOf(shape);
  pbf.writeVarintField(FEATURE.id, id);
  pbf.writePackedVarint(FEATURE.tags, tags);
  pbf.writeVarintField(FEATURE.type, type);
  pbf.writePackedVarint(FEATURE.geometry, geometry);
}

function writeValue(value: Value, pbf: PbfWriter): void {
  if (typeof value === 'string') pbf.writeStringField(VALUE.text, value);
  else if (typeof value === 'boolean') pbf.writeBooleanField(VALUE.flag, value);
  else if (Number.isSafeInteger(value)) pbf.writeSVarintField(VALUE.integer, value!);
  else pbf.writeDoubleField(VALUE.double, value!);
}

/** The type's number and the commands that draw it. */
function geometryOf({ type, coordinates }: Shape): { type: 1 | 2 | 3; geometry: number[] } {
  const pen = new Pen();
  if (type === 'Point') pen.points([coordinates]);
  else if (type === 'MultiPoint') pen.points(coordinates);
  else if (type === 'LineString') pen.line(coordinates);
  else if (type === 'MultiLineString') coordinates.forEach((line) => pen.line(line));
  else if (type === 'Polygon') pen.area(coordinates);
  else coordinates.forEach((area) => pen.area(area));
  return { type: type.endsWith('Point') ? 1 : type.endsWith('LineString') ? 2 : 3, geometry: pen.written };
}

/** Writes moves relative to where it stands. */
class Pen {
  readonly written: number[] = [];
  private at: Position = [0, 0];

  points(points: Position[]): void {
    this.written.push(command(MOVE, points.length));
    points.forEach((point) => this.move(point));
  }

  line([first, ...rest]: Position[]): void {
    this.points([first!]);
    this.written.push(command(LINE, rest.length));
    rest.forEach((point) => this.move(point));
  }

  /** Outer rings run clockwise on the screen, where y points down, and holes against it; a ring is closed by command. */
  area(rings: Position[][]): void {
    rings.forEach((ring, index) => {
      const open = ring.slice(0, -1);
      this.line(doubleArea(ring) > 0 === (index === 0) ? open : open.reverse());
      this.written.push(command(CLOSE, 1));
    });
  }

  private move([x, y]: Position): void {
    this.written.push(zigzag(x - this.at[0]), zigzag(y - this.at[1]));
    this.at = [x, y];
  }
}

const zigzag = (value: number): number => (value << 1) ^ (value >> 31);

const doubleArea = (ring: Position[]): number => ring.slice(1).reduce((sum, [x, y], index) => sum + ring[index]![0] * y - x * ring[index]![1], 0);
