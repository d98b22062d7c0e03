import type { Organization, Values } from '../../api-types';
import { OWNER_COLOURS, SITE_COLOUR, STRUCTURE_COLOURS } from '../colours';

export const COLOURINGS = ['structure', 'status', 'technology', 'owner'] as const;
export type Colouring = (typeof COLOURINGS)[number];
export const colouringNamed = (name: string | null): Colouring => COLOURINGS.find((one) => one === name) ?? 'structure';

// From Okabe and Ito's palette, the pale ones darkened until they stand out from the map.
const STATUS_COLOURS: Record<string, string> = {
  operating: '#00785a',
  under_construction: '#b86e00',
  planned: '#0072b2',
  suspended: '#7a4b6b',
  dismantled: '#3d3d3d',
};
const TECHNOLOGY_COLOURS: Record<string, string> = { '2G': '#8a6d00', '3G': '#cc6fa3', '4G': '#0072b2', '5G': '#00785a' };
/** Paler to fuller, as land goes from nothing to its certificate. */
const STAGE_COLOURS: Record<string, string> = {
  no_land: '#cfc4de',
  requested: '#b39fd0',
  site_proposed: '#977bbf',
  approved: '#7d59ae',
  allocated: SITE_COLOUR,
  certified: '#43246d',
};
export const OTHER_COLOUR = '#6b7680';

/** The newest technology says what a station can do. */
export const newestTechnology = (technologies: unknown): string => {
  const all = Array.isArray(technologies) ? technologies.map(String) : String(technologies ?? '').split(',');
  return Object.keys(TECHNOLOGY_COLOURS).findLast((one) => all.includes(one)) ?? '';
};

/** Owners that can have stations, in the order of their colours. */
export const ownersOf = (organizations: Organization[]): string[] => organizations.filter((one) => one.sector !== 'postal').map((one) => one.code);

/** The values of an attribute in the order of the key, each with its colour. */
export function coloursOf(colouring: Colouring | 'landStage', owners: string[]): [value: string, colour: string][] {
  if (colouring === 'structure') return Object.entries(STRUCTURE_COLOURS);
  if (colouring === 'status') return Object.entries(STATUS_COLOURS);
  if (colouring === 'technology') return Object.entries(TECHNOLOGY_COLOURS);
  if (colouring === 'landStage') return Object.entries(STAGE_COLOURS);
  return owners.map((code, index) => [code, OWNER_COLOURS[index] ?? OTHER_COLOUR]);
}

/** A station's colour by the chosen attribute. */
export function stationColour(colouring: Colouring, values: Values, owners: string[]): string {
  const value = colouring === 'technology' ? newestTechnology(values.technologies) : String(values[colouring]);
  return coloursOf(colouring, owners).find(([one]) => one === value)?.[1] ?? OTHER_COLOUR;
}
