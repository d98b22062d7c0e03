// Makes geo-data/zones/zones.geojson: approximate sample zones drawn from the communes of 2020. Run: node geo-data/prepare-zones.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { area, buffer, featureCollection, feature, intersect, point, rewind, simplify, truncate, union } from '@turf/turf';

const here = (path) => new URL(path, import.meta.url);
const read = (name) => JSON.parse(readFileSync(here(`boundaries/${name}.geojson`), 'utf8')).features;
const communes = new Map(read('communes-2020').map((item) => [item.properties.code, item]));
const province = read('provinces')[0];

// Built-up inner wards taken together, and the centre of each town (thị trấn).
const URBAN = [
  ['DT-VINH-YEN', 'Nội thành Vĩnh Yên', ['08707', '08710', '08716', '08719', '08722']],
  ['DT-KHAI-QUANG', 'Khu đô thị Khai Quang', ['08728']],
  ['DT-HOI-HOP', 'Khu đô thị Hội Hợp', ['08713']],
  ['DT-PHUC-YEN', 'Nội thành Phúc Yên', ['08734', '08737', '08740', '08743']],
  ['DT-XUAN-HOA', 'Đô thị Xuân Hòa', ['08746', '08747']],
  ['DT-LAP-THACH', 'Thị trấn Lập Thạch', ['08761']],
  ['DT-HOA-SON', 'Thị trấn Hoa Sơn', ['08789']],
  ['DT-TAM-SON', 'Thị trấn Tam Sơn', ['08824']],
  ['DT-HOP-HOA', 'Thị trấn Hợp Hòa', ['08869']],
  ['DT-HOP-CHAU', 'Thị trấn Hợp Châu', ['08911']],
  ['DT-HUONG-CANH', 'Thị trấn Hương Canh', ['08935']],
  ['DT-GIA-KHANH', 'Thị trấn Gia Khánh', ['08936']],
  ['DT-THANH-LANG', 'Thị trấn Thanh Lãng', ['08968']],
  ['DT-YEN-LAC', 'Thị trấn Yên Lạc', ['09025']],
  ['DT-VINH-TUONG', 'Thị trấn Vĩnh Tường', ['09076']],
  ['DT-THO-TANG', 'Thị trấn Thổ Tang', ['09112']],
  ['DT-TU-TRUNG', 'Thị trấn Tứ Trưng', ['09145']],
];
// A circle around a point read off a public map, kept to the communes named.
const TOURIST = [
  ['DL-TAM-DAO', 'Khu du lịch Tam Đảo', [105.6445, 21.4565], 1.5, ['08908']],
  ['DL-TAY-THIEN', 'Khu danh thắng Tây Thiên', [105.5835, 21.465], 2, ['08923']],
  ['DL-DAI-LAI', 'Khu du lịch hồ Đại Lải', [105.7225, 21.3275], 1.9, ['08749', '08746', '08747']],
  ['DL-DAM-VAC', 'Khu du lịch Đầm Vạc', [105.5985, 21.2915], 1, ['08716', '08719', '08707', '08731', '08728', '08722']],
];

const together = (codes) => (codes.length === 1 ? communes.get(codes[0]) : union(featureCollection(codes.map((code) => communes.get(code)))));
const within = (shape, limit) => intersect(featureCollection([intersect(featureCollection([shape, limit])), province]));
const largestPart = ({ geometry }) =>
  geometry.type === 'Polygon'
    ? geometry.coordinates
    : geometry.coordinates.toSorted((a, b) => area({ type: 'Polygon', coordinates: b }) - area({ type: 'Polygon', coordinates: a }))[0];

/** A tenth of the width is cut off all around: the edge of a town is seldom built up. */
function core(codes) {
  const whole = together(codes);
  const insetKm = Math.sqrt(area(whole)) / 1e4;
  return within(simplify(buffer(whole, -insetKm), { tolerance: 0.0006 }), whole);
}

function zone(code, name, zoneKind, shape, source) {
  const geometry = { type: 'Polygon', coordinates: [largestPart(truncate(shape, { precision: 6 }))[0]] };
  return rewind(feature(geometry, { code, name, zoneKind, approximate: true, sample: true, source }));
}

const features = [
  ...URBAN.map(([code, name, codes]) => zone(code, name, 'urban', core(codes), 'Phác thảo từ ranh giới xã 2020, không phải quy hoạch được duyệt')),
  ...TOURIST.map(([code, name, centre, km, codes]) =>
    zone(code, name, 'tourist', within(buffer(point(centre), km, { steps: 8 }), together(codes)), 'Phác thảo quanh một điểm, không phải ranh giới được duyệt'),
  ),
];
mkdirSync(here('zones'), { recursive: true });
const lines = features.map((item) => JSON.stringify(item)).join(',\n');
writeFileSync(here('zones/zones.geojson'), `{"type":"FeatureCollection","name":"zones","features":[\n${lines}\n]}\n`);
