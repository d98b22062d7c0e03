import { areaM2, lengthM } from '../../../web/src/map/tools/geodesy';
import type { Corner } from '../../../web/src/map/tools/tool';

// As PostGIS 3.3 has them: st_area and st_length of the geography.
const MEASURED: [Corner[], number, number][] = [
  [
    [
      [105.6, 21.3],
      [105.61, 21.3],
      [105.61, 21.31],
      [105.6, 21.31],
    ],
    1148816.01,
    4289.5747,
  ],
  [
    [
      [105.35, 21.15],
      [105.75, 21.2],
      [105.6, 21.55],
    ],
    847776396.2,
    134986.9437,
  ],
  [
    [
      [105.6, 21.3],
      [105.6009, 21.3001],
      [105.6003, 21.3012],
      [105.5995, 21.3006],
    ],
    10511.99,
    421.4308,
  ],
];

it.each(MEASURED)('area and length of %j are PostGIS’s, to a part in ten thousand and in a hundred thousand', (ring, area, length) => {
  expect(Math.abs(areaM2(ring) / area - 1)).toBeLessThan(1e-4);
  expect(Math.abs(areaM2([...ring].reverse()) / area - 1)).toBeLessThan(1e-4);
  expect(Math.abs(lengthM([...ring, ring[0]!]) / length - 1)).toBeLessThan(1e-5);
});
