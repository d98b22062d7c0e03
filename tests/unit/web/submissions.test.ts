import type { Kind } from '../../../web/src/api-types.js';
import { columnUse, NO_CHANGE } from '../../../web/src/submissions/columns/draft.js';
import { pairOrder } from '../../../web/src/submissions/grid-columns.js';
import { openColumns } from '../../../web/src/submissions/steps/steps.js';
import type { Submission } from '../../../web/src/submissions/types.js';

const column = (header: string, use: string) => ({
  header,
  letter: null,
  field: ['x', 'y', 'lon', 'lat', 'both'].includes(use) ? 'geometry' : use,
  use,
  by: 'synonym' as const,
  label: null,
  samples: ['1'],
});
const package_ = (uses: [string, string][], order: 'xy' | 'yx' = 'xy', withErrors = 0) =>
  ({
    columns: uses.map(([header, use]) => column(header, use)),
    crs: { code: 'EPSG:5897', order, guessed: true, reason: null },
    counts: { withErrors },
    reading: {},
  }) as unknown as Submission;

describe('coordinates in the order of the file', () => {
  it.each([
    [
      [
        ['X', 'x'],
        ['Y', 'y'],
      ],
      'xy',
      ['x', 'y'],
    ],
    [
      [
        ['X', 'x'],
        ['Y', 'y'],
      ],
      'yx',
      ['y', 'x'],
    ],
    [
      [
        ['Vĩ độ', 'lat'],
        ['Kinh độ', 'lon'],
      ],
      'xy',
      ['y', 'x'],
    ],
    [[['Tọa độ', 'both']], 'yx', ['y', 'x']],
    [[], 'xy', ['x', 'y']],
  ] as [[string, string][], 'xy' | 'yx', string[]][])('%j read as %s: %j', (uses, order, expected) => {
    expect(pairOrder(package_(uses, order))).toEqual(expected);
  });

  it('a column under “X” that holds the northing is said to hold it', () => {
    const turned = package_(
      [
        ['X', 'x'],
        ['Y', 'y'],
      ],
      'yx',
    );
    expect(turned.columns.map((one) => columnUse(one, turned, NO_CHANGE))).toEqual(['y', 'x']);
  });
});

it('a required field without a column is open only while rows lack it', () => {
  const kind = { ownerField: 'owner', fields: [{ name: 'status', required: true }] } as unknown as Kind;
  expect([0, 3].map((withErrors) => openColumns(package_([['Tên', 'name']], 'xy', withErrors), kind))).toEqual([0, 1]);
});
