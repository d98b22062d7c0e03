import { z } from 'zod';
import { sql, type Sql } from '../database/sql.js';
import { text } from '../http/text.js';
import { matches } from '../registry/record-filter.js';
import type { Kind } from '../registry/field.js';
import { UNMENDED } from './words.sql.js';
import { RULE_IDS } from './checks/rules.js';
import { LEVELS } from './checks/settings.js';
import { CHANGES } from './item.js';
import { SEVERITIES } from './reading/problem.js';

export interface ItemFilter {
  change?: string[];
  severity?: ('error' | 'warning' | 'info')[];
  verdict?: string[];
  rule?: string[];
  /** Returned, and still (or again) as it was then; false: all others. */
  unmended?: boolean;
  /** Words of which each is a part of the code or the name. */
  q?: string;
}

/** Conditions on rows in a body. */
export const itemFilter = z.strictObject({
  change: z.array(z.enum(CHANGES)).optional(),
  severity: z.array(z.enum(SEVERITIES)).optional(),
  rule: z.array(z.enum(RULE_IDS)).optional(),
  q: text().trim().min(1).max(100).optional(),
});

/** Rows of a package: all, by their ids, or those that fit. */
export type ItemChoice = 'all' | number[] | ItemFilter;

/** Conditions on items `i`. */
export const itemConditions = (kind: Kind, query: ItemFilter): Sql[] => [
  ...(query.change ? [sql`i.change = any(${query.change}::text[])`] : []),
  ...(query.severity ? [sql`i.severity = any(${query.severity.map((name) => LEVELS[name])}::int[])`] : []),
  ...(query.verdict ? [sql`coalesce(i.verdict, 'undecided') = any(${query.verdict}::text[])`] : []),
  ...(query.rule ? [sql`exists (select 1 from item_findings f where f.item_id = i.id and f.rule = any(${query.rule}::text[]))`] : []),
  ...(query.unmended === undefined ? [] : [sql`${UNMENDED} = ${query.unmended}`]),
  ...(query.q ? [matches(sql`fold(concat_ws(' ', i.code, i.data ->> ${kind.nameField}))`, query.q)] : []),
];

export function chosenBy(kind: Kind, chosen: ItemChoice): Sql[] {
  if (chosen === 'all') return [];
  return Array.isArray(chosen) ? [sql`i.id = any(${chosen}::bigint[])`] : itemConditions(kind, chosen);
}
