import type { Kind } from '../../api-types';
import type { CoordinateFindings, Submission, ValueChoice } from '../types';

export const STEPS = ['file', 'columns', 'crs', 'check', 'send'] as const;
export type Step = (typeof STEPS)[number];

/** What was typed into a form, or taken out of the register or another package: there are no columns and no system to look at. */
const isWithoutFile = ({ understood, hasFile }: Submission): boolean => Boolean(understood?.byForm) || !hasFile;

/** Whether its file may be read in another way. */
export const mayReadAgain = (submission: Submission): boolean => submission.actions.includes('read') && !isWithoutFile(submission);

/** Only a draft can be sent. */
export const stepsOf = (submission: Submission): Step[] =>
  STEPS.filter((step) => (step === 'send' ? submission.actions.includes('submit') : step === 'check' || !isWithoutFile(submission)));

/** Columns with something in them that nobody understood; those put aside by hand are settled. */
export const unknownColumns = ({ columns, reading }: Submission) =>
  columns.filter(({ header, field, by, samples }) => field === null && !by && samples.length > 0 && !(header in (reading?.columns ?? {})));

/** Required fields that no column of the file gives. */
export function missingFields({ columns }: Submission, kind: Kind) {
  if (columns.length === 0) return [];
  const given = new Set([...columns.map(({ field }) => field), kind.ownerField]);
  return kind.fields.filter(({ name, required, computed }) => required && !computed && !given.has(name));
}

/** What the file leaves open about its columns. A required field without one matters only while rows lack it: records of the register keep theirs, and it may have been given by hand. */
export const openColumns = (submission: Submission, kind: Kind, lacking = submission.counts.withErrors > 0): number =>
  unknownColumns(submission).length + (lacking ? missingFields(submission, kind).length : 0);

/** From this share of the rows on, it is the reading that is wrong rather than the rows. */
const MANY = 0.1;

/** A file that is clean and understood opens at the checks; else where something has to be said first. */
export function firstStep(submission: Submission, kind: Kind, values: ValueChoice[], place: CoordinateFindings | null): Step {
  const { total } = submission.counts;
  if (!mayReadAgain(submission)) return 'check';
  if (openColumns(submission, kind) > 0) return 'columns';
  const strange = values.reduce((sum, { code, count }) => sum + (code === null ? count : 0), 0);
  if (strange > MANY * total) return 'columns';
  // A zone is never taken without a word: somebody has to see where the places fall.
  if (submission.crs?.assumed) return 'crs';
  return place && place.outside > MANY * total ? 'crs' : 'check';
}
