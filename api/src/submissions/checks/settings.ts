import { rows, sql, type Runner } from '../../database/sql.js';
import type { Severity } from '../reading/problem.js';
import type { Rule } from './rule.js';

export const LEVELS = { off: 0, info: 1, warning: 2, error: 3 } as const;
export type Level = keyof typeof LEVELS;

/** What an administrator has set for a rule; null and absent stand for the rule's own. */
export interface RuleSetting {
  severity: Level | null;
  thresholds: Record<string, number>;
}
export type RuleSettings = Map<string, RuleSetting>;

export async function readSettings(on: Runner): Promise<RuleSettings> {
  const found = await rows<RuleSetting & { rule: string }>(on, sql`select rule, severity, thresholds from rule_settings`);
  return new Map(found.map(({ rule, ...setting }) => [rule, setting]));
}

export const severityOf = (rule: Rule, settings: RuleSettings): Severity | 'off' =>
  rule.guards ? rule.severity : (settings.get(rule.id)?.severity ?? rule.severity);

export const thresholdsOf = (rule: Rule, settings: RuleSettings): Record<string, number> =>
  Object.fromEntries((rule.thresholds ?? []).map((threshold) => [threshold.name, settings.get(rule.id)?.thresholds[threshold.name] ?? threshold.default]));
