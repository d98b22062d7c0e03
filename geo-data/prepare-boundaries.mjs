// Makes geo-data/boundaries/*.geojson from the source layers. Run: node geo-data/prepare-boundaries.mjs <source folder>
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = join(dirname(fileURLToPath(import.meta.url)), 'boundaries');
// The true start of the units of 2020 is not verified; what is known is that they were in force in 12/2020.
const OLD = { validFrom: '2020-01-01', validTo: '2025-06-30' };
const NEW = { validFrom: '2025-07-01', validTo: null };

const polygonsOf = (geometry) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);
const edgesOf = (ring) => ring.slice(1).map((to, i) => [ring[i], to]);
const key = (position) => position.join(' ');
const edgeKey = (from, to) => `${key(from)} ${key(to)}`;
const signedArea = (ring) => edgesOf(ring).reduce((sum, [a, b]) => sum + (a[0] * b[1] - b[0] * a[1]) / 2, 0);

/** RFC 7946: outer rings counter-clockwise, holes clockwise. */
const wind = (ring, index) => (signedArea(ring) > 0 === (index === 0) ? ring : ring.toReversed());

const rounded = (position) => position.map((value) => Number(value.toFixed(6)));
const cleanPolygon = (polygon) => polygon.map((ring, index) => wind(ring.map(rounded), index));

function cleanGeometry(geometry) {
  const polygons = polygonsOf(geometry).map(cleanPolygon);
  return polygons.length === 1 ? { type: 'Polygon', coordinates: polygons[0] } : { type: 'MultiPolygon', coordinates: polygons };
}

/** Edges that no neighbour shares. In a coverage the neighbour runs the same edge the other way. */
function outerEdges(geometries) {
  const edges = geometries.flatMap(polygonsOf).flat().flatMap(edgesOf);
  const present = new Set(edges.map(([from, to]) => edgeKey(from, to)));
  return edges.filter(([from, to]) => !present.has(edgeKey(to, from)));
}

function ringsFrom(edges) {
  const next = new Map(edges.map(([from, to]) => [key(from), to]));
  if (next.size !== edges.length) throw new Error('two rings touch in a point: the chain of edges is not unique');
  const rings = [];
  while (next.size > 0) {
    const ring = [next.keys().next().value.split(' ').map(Number)];
    for (let to = next.get(key(ring[0])); to; to = next.get(key(to))) {
      next.delete(key(ring.at(-1)));
      ring.push(to);
    }
    rings.push(ring);
  }
  return rings;
}

/** Exact: shared edges cancel out, no coordinate is computed, so no sliver can arise. */
function dissolve(geometries) {
  const rings = ringsFrom(outerEdges(geometries));
  if (rings.some((ring) => signedArea(ring) < 0)) throw new Error('the communes leave a gap');
  return cleanGeometry({ type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) });
}

const feature = (properties, geometry) => ({ type: 'Feature', properties, geometry });

function unit(source, level, parent, validity, successors) {
  const { code, name, shortName, kind, areaKm2, source: origin } = source.properties;
  const properties = {
    code,
    level,
    name,
    shortName,
    kind,
    parentCode: parent.code,
    parentLevel: parent.level,
    ...validity,
    areaKm2,
    source: origin,
    successors,
  };
  return feature(properties, cleanGeometry(source.geometry));
}

function province(code, name, shortName, validity, successors, communes) {
  const areaKm2 = Number(communes.reduce((sum, { properties }) => sum + properties.areaKm2, 0).toFixed(1));
  const properties = {
    code,
    level: 'province',
    name,
    shortName,
    kind: 'tinh',
    parentCode: null,
    parentLevel: null,
    ...validity,
    areaKm2,
    source: 'exact dissolve of communes-2020',
    successors,
  };
  return feature(properties, dissolve(communes.map(({ geometry }) => geometry)));
}

/** New communes made of a district's communes. */
const successorsOf = (district, communes) => [
  ...new Set(communes.filter(({ properties }) => properties.districtCode === district.properties.code).map(({ properties }) => properties.newCode2025)),
];

/** One feature a line: small, and a change of one unit is a change of one line. */
function write(name, features) {
  const lines = features.map((item) => JSON.stringify(item)).join(',\n');
  writeFileSync(join(target, `${name}.geojson`), `{"type":"FeatureCollection","name":"${name}","features":[\n${lines}\n]}\n`);
}

function main(folder) {
  const read = (name) => JSON.parse(readFileSync(join(folder, `${name}.geojson`), 'utf8')).features;
  const [districts, oldCommunes, newCommunes] = ['districts-2020', 'communes-2020', 'communes-2025'].map(read);
  const oldParent = { code: '26', level: 'province' };
  const newParent = { code: '25', level: 'province' };
  const oldUnits = oldCommunes.map((item) => ({ ...item, geometry: cleanGeometry(item.geometry) }));

  mkdirSync(target, { recursive: true });
  write('provinces', [
    province('26', 'Tỉnh Vĩnh Phúc', 'Vĩnh Phúc', OLD, ['25'], oldUnits),
    province('25', 'Tỉnh Phú Thọ (phần thuộc Vĩnh Phúc cũ)', 'Phú Thọ (Vĩnh Phúc cũ)', NEW, [], oldUnits),
  ]);
  write(
    'districts-2020',
    districts.map((item) => unit(item, 'district', oldParent, OLD, successorsOf(item, oldCommunes))),
  );
  write(
    'communes-2020',
    oldCommunes.map((item) => unit(item, 'commune', { code: item.properties.districtCode, level: 'district' }, OLD, [item.properties.newCode2025])),
  );
  write(
    'communes-2025',
    newCommunes.map((item) => unit(item, 'commune', newParent, NEW, [])),
  );
}

if (!process.argv[2]) throw new Error('Usage: node geo-data/prepare-boundaries.mjs <source folder>');
main(process.argv[2]);
