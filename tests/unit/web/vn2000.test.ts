import fc from 'fast-check';
import { fromVn2000, toVn2000, ZONES } from '../../../web/src/map/vn2000.js';

type Code = keyof typeof ZONES;

// As PROJ computes them: PGlite, PostGIS 3.3 and GDAL 3.6 agree on these to the last digit.
const CONTROL: [Code, number, number][] = [
  ['EPSG:5897', 562055.187, 2356283.311],
  ['EPSG:9208', 587994.274, 2356402.241],
  ['EPSG:9211', 458303.933, 2356218.769],
  ['EPSG:3405', 562036.569, 2355576.355],
];

describe.each(CONTROL)('the control point in %s', (code, easting, northing) => {
  it('is met from WGS 84 to the millimetre', () => {
    const plane = toVn2000(105.6, 21.3, ZONES[code]);
    expect(Math.hypot(plane.easting - easting, plane.northing - northing)).toBeLessThan(0.001);
  });

  it('is met the other way to the millimetre', () => {
    const [lon, lat] = fromVn2000({ easting, northing }, ZONES[code]);
    expect(Math.hypot((lon - 105.6) * 103_700, (lat - 21.3) * 110_700)).toBeLessThan(0.001);
  });
});

it('there and back is the same place to a hundredth of a millimetre, all over the province and in every zone', () => {
  const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(ZONES) as Code[])), within(104.5, 106.5), within(20.5, 22.2), (code, lon, lat) => {
      const [backLon, backLat] = fromVn2000(toVn2000(lon, lat, ZONES[code]), ZONES[code]);
      expect(Math.hypot((backLon - lon) * 103_700, (backLat - lat) * 110_700)).toBeLessThan(0.00001);
    }),
  );
});
