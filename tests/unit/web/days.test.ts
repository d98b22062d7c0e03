import { dayFrom, dayNumber, monthsLater } from '../../../web/src/status/days.js';

it.each([
  ['2025-01-31', 1, '2025-02-28'],
  ['2024-03-31', -1, '2024-02-29'],
  ['2020-12-25', 1, '2021-01-25'],
  ['2026-11-23', -12, '2025-11-23'],
])('%s and %i months is %s', (day, months, later) => expect(monthsLater(day, months)).toBe(later));

it('a day is its number and back', () => {
  expect(dayFrom(dayNumber('2025-07-01') - 1)).toBe('2025-06-30');
});
