import type { UnitLevel } from '../api-types';

/** Which units the map is drawn on. Former districts and communes stay usable as working areas. */
export const VINTAGES = {
  districts2020: { level: 'district', asOf: '2020-12-25' },
  communes2020: { level: 'commune', asOf: '2020-12-25' },
  communes2025: { level: 'commune', asOf: '2025-07-01' },
} as const;
export type Vintage = keyof typeof VINTAGES;

/** What one can ask for: a generation of units, or those in force on the day shown. */
export const UNIT_CHOICES = ['districts2020', 'communes2020', 'communes2025', 'byDate'] as const;
export type UnitChoice = (typeof UNIT_CHOICES)[number];
export const unitChoiceNamed = (name: string | null): UnitChoice => UNIT_CHOICES.find((one) => one === name) ?? 'districts2020';

/** The first day without districts. */
export const NEW_UNITS_DAY = '2025-07-01';

/** The generation that a choice means on a day; without a day, now. */
export function vintageNamed(name: string | null, asOf: string | null = null): Vintage {
  const choice = unitChoiceNamed(name);
  if (choice !== 'byDate') return choice;
  return asOf !== null && asOf < NEW_UNITS_DAY ? 'districts2020' : 'communes2025';
}

/** The map on which a unit can be seen. */
export const vintageOf = ({ level, validTo }: { level: UnitLevel; validTo: string | null }): Vintage =>
  level === 'district' ? 'districts2020' : validTo ? 'communes2020' : 'communes2025';

export interface StatusQuery {
  vintage: Vintage;
  asOf: string | null;
  owner: string | null;
  q: string | null;
}

/** The same for the server. */
export const unitParameters = (vintage: Vintage) => VINTAGES[vintage];
export function statusParameters({ vintage, ...rest }: StatusQuery) {
  const { level, asOf: unitsAsOf } = VINTAGES[vintage];
  return { level, unitsAsOf, ...rest };
}

/** What the map asks first for the units and their figures; null where the address asks for more than that. */
export function firstStatusQuery(params: URLSearchParams): StatusQuery | null {
  if (params.has('in') || params.has('since')) return null;
  const asOf = params.get('asOf');
  return { vintage: vintageNamed(params.get('units'), asOf), asOf, owner: params.get('owner'), q: params.get('q') };
}
