import type { Text } from '../../registry/field.js';

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One finding of a check, tied to the cell it was found in. */
export interface Problem {
  rule: string;
  severity: Severity;
  /** Field name, or 'geometry'. */
  path: string;
  /** Letter in the sheet. */
  column: string | null;
  header: string | null;
  row: number;
  message: Text;
}
