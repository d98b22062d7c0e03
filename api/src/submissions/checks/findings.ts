import { raw, sql, type Sql } from '../../database/sql.js';
import type { Kind } from '../../registry/field.js';
import type { Rule, RuleContext } from './rule.js';
import { RULES, rulesFor } from './rules.js';
import { within, type Scope } from './scope.js';
import { LEVELS, severityOf, thresholdsOf, type RuleSettings } from './settings.js';

/** What the rules of a run are told. */
export interface Run {
  kind: Kind;
  submissionId: number;
  settings: RuleSettings;
}

const contextOf = ({ kind, submissionId, settings }: Run, rule: Rule, scope: Scope): RuleContext => ({
  kind,
  submissionId,
  some: !!scope.items,
  thresholds: thresholdsOf(rule, settings),
  errors: RULES.filter((one) => severityOf(one, settings) === 'error').map((one) => one.id),
});

/** What rules stand on. Not materialized: a statement reads only the columns that its rule asks for, and the register only if it does. */
const packageItems = ({ kind, submissionId }: Run, scope: Scope): Sql => sql`
  package_items as not materialized (
    select i.*, r as register from submission_items i left join ${raw(kind.table)} r on r.id = i.record_id where ${within(scope)}),
  whole_package as not materialized (select * from submission_items where submission_id = ${submissionId})`;

/** Writes what one rule finds; null where it is switched off or has nothing to look for. */
export function ruleFindings(run: Run, rule: Rule, scope: Scope): Sql | null {
  const level = LEVELS[severityOf(rule, run.settings)];
  const find = level ? rule.find?.(contextOf(run, rule, scope)) : null;
  if (!find) return null;
  return sql`with ${packageItems(run, scope)}
    insert into item_findings (submission_id, item_id, rule, severity, path, other, vi, en)
    select ${run.submissionId}, q.item_id, ${rule.id}, ${level}, q.path, ${rule.related ? sql`q.other` : sql`null::bigint`}, q.vi, q.en from (${find}) q`;
}

/** Writes what was found while the file was read, each with the severity that its rule has now. */
export function fileFindings({ kind, submissionId, settings }: Run, scope: Scope): Sql {
  const rules = rulesFor(kind);
  return sql`insert into item_findings (submission_id, item_id, rule, severity, path, detail, vi, en)
    select ${submissionId}, i.id, p ->> 'rule', s.severity, p ->> 'path', jsonb_build_object('column', p -> 'column', 'header', p -> 'header'),
      p -> 'message' ->> 'vi', p -> 'message' ->> 'en'
    from submission_items i cross join jsonb_array_elements(i.read_problems) p
    join unnest(${rules.map((rule) => rule.id)}::text[], ${rules.map((rule) => LEVELS[severityOf(rule, settings)])}::smallint[]) s(rule, severity)
      on s.rule = p ->> 'rule' and s.severity > 0
    where ${within(scope)} and i.read_problems <> '[]'`;
}

/** Ids of the items whose findings, by one rule, may hang on these. */
export const relatedBy = (run: Run, rule: Rule, scope: Scope): Sql =>
  sql`with ${packageItems(run, scope)} select distinct q.id from (${rule.related!(contextOf(run, rule, scope))}) q`;

/** An item's severity is that of its worst finding. Most items have none, and are not written. */
export const writeWorst = (scope: Scope): Sql[] => [
  sql`update submission_items i set severity = w.severity
    from (select f.item_id, max(f.severity) as severity from item_findings f
      where f.submission_id = ${scope.submissionId} ${scope.items ? sql`and f.item_id = any(${scope.items}::bigint[])` : sql``} group by 1) w
    where ${within(scope)} and i.id = w.item_id and i.severity <> w.severity`,
  sql`update submission_items i set severity = 0
    where ${within(scope)} and i.severity <> 0 and not exists (select 1 from item_findings f where f.item_id = i.id)`,
];
