import { guessSystem } from '../../../api/src/geo/coordinates.js';
import { SYSTEMS, type SystemCode } from '../../../api/src/geo/systems.js';

describe('the system of a file', () => {
  const degrees: [number, number][] = [
    [105.6, 21.3],
    [105.5, 21.4],
    [105.7, 21.2],
  ];
  const metres: [number, number][] = [
    [562_055, 2_356_283],
    [560_000, 2_350_000],
  ];
  const turned = (pairs: [number, number][]): [number, number][] => pairs.map(([a, b]) => [b, a]);
  test.each<[string, [number, number][], SystemCode | undefined, SystemCode, 'xy' | 'yx', RegExp]>([
    ['lon, lat', degrees, undefined, 'EPSG:4326', 'xy', /3\/3.*kinh độ trước/],
    ['lat, lon', turned(degrees), undefined, 'EPSG:4326', 'yx', /vĩ độ trước/],
    ['one row the other way round', [...degrees, [21.3, 105.6]], undefined, 'EPSG:4326', 'xy', /3\/4/],
    ['easting first', metres, undefined, 'EPSG:5897', 'xy', /giả định/],
    ['X is the northing', turned(metres), undefined, 'EPSG:5897', 'yx', /cột X chứa tọa độ bắc/],
    ['a system given', turned(metres), 'EPSG:9208', 'EPSG:9208', 'yx', /theo lựa chọn/],
    ['nothing fits', [[1, 2]], undefined, 'EPSG:4326', 'xy', /chưa nhận ra/],
    ['no rows', [], 'EPSG:3405', 'EPSG:3405', 'xy', /chưa nhận ra/],
  ])('%s', (_, pairs, given, code, order, reason) => {
    const guess = guessSystem(
      pairs,
      [],
      SYSTEMS.find((system) => system.code === given),
    );
    expect(guess).toMatchObject({ code, order, guessed: !given });
    expect(guess.reason.vi).toMatch(reason);
  });
});
