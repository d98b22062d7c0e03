import type { FigureName } from './figures.js';

/**
 * Further counts of each kind: name and condition over a row `v`.
 * Every one can be listed by a filter of the register, so that a reader of the figure can open what was counted.
 */
const COUNTS: Partial<Record<FigureName, Record<string, string>>> = {
  stations: {
    sharedOperating: `v.shared and v.status = 'operating'`,
    // Offered for sharing, at work, and nobody shares it yet.
    sharingChances: `v.shareable and not v.shared and v.status = 'operating'`,
    conversionPlanned: `v."conversionPlannedFor" is not null`,
    convertedAsPlanned: `v."conversionPlannedFor" is not null and v.converted`,
  },
  cables: { overdue: `v.overdue` },
};

export const countsOf = (name: FigureName): Record<string, string> => COUNTS[name] ?? {};
