/** Okabe and Ito's palette: told apart by colour-blind eyes too. */
export const OWNER_COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#8a6d00', '#56b4e9', '#3d3d3d'];

export const ownerColour = (owners: string[], code: unknown): string => OWNER_COLOURS[Math.max(0, owners.indexOf(String(code))) % OWNER_COLOURS.length]!;

export const STRUCTURE_COLOURS: Record<string, string> = { bulky: '#c8460a', environmentally_friendly: '#123c4f' };
export const METHOD_COLOURS: Record<string, string> = { tidy: '#e08a00', bundle: '#1f5fc4', underground: '#0c7d4f' };
export const SITE_COLOUR = '#6b3fa0';
export const AGREEMENT_COLOUR = '#b0207c';
export const ALARM = '#d21f1f';
export const OUTLINE_NOT_DONE = '#b3261e';
export const NO_DATA = '#e9edf0';
