import type { FigureName } from './figures.sql.js';

// A row `v` stands for `n` records that are alike in all that is asked here: one, or as many as were counted together.
export const count = (where = 'true'): string => `coalesce(sum(v.n) filter (where ${where}), 0)::int`;

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

/** The counts as further parts of a `json_build_object`. */
export const moreFigures = (name: FigureName): string =>
  Object.entries(COUNTS[name] ?? {})
    .map(([figure, where]) => `, '${figure}', ${count(where)}`)
    .join('');
