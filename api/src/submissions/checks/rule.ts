import type { Sql } from '../../database/sql.js';
import type { Kind, KindName, Text } from '../../registry/field.js';
import type { Severity } from '../reading/problem.js';

export interface RuleContext {
  kind: Kind;
  submissionId: number;
}

/** One check. Those with `find` run in SQL over a whole package; those without are found while a file is read. */
export interface Rule {
  id: string;
  severity: Severity;
  title: Text;
  /** Absent: all kinds. */
  kinds?: KindName[];
  /** SQL giving (item_id, path, vi, en) for each finding, over `package_items i`. Absent when nothing applies. */
  find?: (context: RuleContext) => Sql;
}
