import { raw, row, sql, type Runner, type Sql } from '../../database/sql.js';
import type { Kind } from '../../registry/field.js';
import type { Half, Rule, RuleContext, Seen } from './rule.js';
import { RULES, rulesFor } from './rules.js';
import { within, type Scope } from './scope.js';
import { LEVELS, readSettings, severityOf, thresholdsOf, type RuleSettings } from './settings.js';

/** What the rules of a run are told. */
export interface Run {
  kind: Kind;
  submissionId: number;
  settings: RuleSettings;
  /** How many items a statement checks, and how many records of the kind there are, about. */
  items: number;
  records: number;
  /** The session holds what rules prepare, see `preparing`. */
  prepared?: boolean;
  /** See `RuleContext`. */
  half?: Half | undefined;
  seen?: Seen | undefined;
}

/** Asking an index for one neighbour takes about as long as reading so many records. */
const RECORDS_PER_LOOK = 10;
const LEAST_MANY = 1000;

/** A run over so many items of a package at a time, by the rules as they are set now. */
export async function prepareRun(on: Runner, kind: Kind, submissionId: number, items: number): Promise<Run> {
  const size = await row<{ records: number }>(on, sql`select greatest(reltuples, 0)::float8 as records from pg_class where oid = ${kind.table}::regclass`);
  return { kind, submissionId, settings: await readSettings(on), items, records: size!.records };
}

const contextOf = ({ kind, submissionId, settings, items, records, prepared = false, half, seen }: Run, rule: Rule, scope: Scope): RuleContext => ({
  kind,
  submissionId,
  half,
  seen,
  some: !!scope.items,
  prepared,
  many: !scope.items && items >= LEAST_MANY && items * RECORDS_PER_LOOK > records,
  thresholds: thresholdsOf(rule, settings),
  errors: RULES.filter((one) => severityOf(one, settings) === 'error').map((one) => one.id),
});

/** The farthest that two items of a package may stand apart for any rule to speak of both, in metres. */
export const pairsWithin = ({ kind, settings }: Run): number =>
  Math.max(
    0,
    ...rulesFor(kind).flatMap((rule) => (rule.pairsWithin && severityOf(rule, settings) !== 'off' ? [rule.pairsWithin(thresholdsOf(rule, settings))] : [])),
  );

/** What rules stand on. Not materialized: a statement reads only the columns that its rule asks for, and the register only if it does. */
const packageItems = ({ kind, submissionId }: Run, scope: Scope): Sql => sql`
  package_items as not materialized (
    select i.*, r as register from submission_items i left join ${raw(kind.table)} r on r.id = i.record_id where ${within(scope)}),
  whole_package as not materialized (select * from submission_items where submission_id = ${submissionId})`;

/** What one rule finds as (item_id, rule, severity, path, detail, other, vi, en), over `package_items`; null where it is switched off or has nothing to look for. */
function found(run: Run, rule: Rule, scope: Scope): Sql | null {
  const level = LEVELS[severityOf(rule, run.settings)];
  const find = level ? rule.find?.(contextOf(run, rule, scope)) : null;
  if (!find) return null;
  return sql`select q.item_id, ${rule.id}::text as rule, ${level}::smallint as severity, q.path::text as path, null::jsonb as detail,
    ${rule.related ? sql`q.other` : sql`null::bigint`} as other, q.vi::text as vi, q.en::text as en from (${find}) q`;
}

/** What was found while the file was read, each with the severity that its rule has now. */
function foundInFile({ kind, settings }: Run): Sql {
  const rules = rulesFor(kind);
  return sql`select i.id as item_id, p ->> 'rule' as rule, s.severity, p ->> 'path' as path, jsonb_build_object('column', p -> 'column', 'header', p -> 'header') as detail,
      null::bigint as other, p -> 'message' ->> 'vi' as vi, p -> 'message' ->> 'en' as en
    from package_items i cross join jsonb_array_elements(i.read_problems) p
    join unnest(${rules.map((rule) => rule.id)}::text[], ${rules.map((rule) => LEVELS[severityOf(rule, settings)])}::smallint[]) s(rule, severity)
      on s.rule = p ->> 'rule' and s.severity > 0
    where i.read_problems <> '[]'`;
}

const written = (run: Run, scope: Scope, findings: Sql): Sql => sql`with ${packageItems(run, scope)}
  insert into item_findings (submission_id, item_id, rule, severity, path, detail, other, vi, en)
  select ${run.submissionId}::bigint, q.item_id, q.rule, q.severity, q.path, q.detail, q.other, q.vi, q.en from (${findings}) q`;

/** Writes what one rule finds; null where it is switched off or has nothing to look for. */
export function ruleFindings(run: Run, rule: Rule, scope: Scope): Sql | null {
  const findings = found(run, rule, scope);
  return findings && written(run, scope, findings);
}

/** What a rule about the package as a whole finds among so many items, in statements that may run beside each other. */
export const wholeFindings = (run: Run, rule: Rule, total: number): Sql[] =>
  (rule.inHalves && total >= LEAST_MANY ? ([0, 1] as const) : [undefined]).flatMap(
    (half) => ruleFindings({ ...run, half }, rule, { submissionId: run.submissionId }) ?? [],
  );

export const fileFindings = (run: Run, scope: Scope): Sql => written(run, scope, foundInFile(run));

/** All findings that hang on an item alone, of rules and of the file, over the `package_items` of a statement that writes new items. */
export const findingsOfNew = (run: Run): Sql[] => [
  ...rulesFor(run.kind).flatMap((rule) => (rule.whole ? [] : (found(run, rule, { submissionId: run.submissionId }) ?? []))),
  foundInFile(run),
];

/** So many records at most are put down beforehand; among more an index is asked for each item. */
const MOST_PREPARED = 300_000;

/** What rules want at hand in a session that writes part after part of a file, and how that is taken away again. */
export function preparing(run: Run): { begin: Sql[]; end: Sql[] } {
  const wanted = rulesFor(run.kind).flatMap((rule) =>
    !rule.prepare || run.records > MOST_PREPARED || severityOf(rule, run.settings) === 'off'
      ? []
      : rule.prepare(contextOf(run, rule, { submissionId: run.submissionId })),
  );
  const end = wanted.map(({ table }) => sql`drop table if exists pg_temp.${raw(table)}`);
  const tables = wanted.flatMap(({ table, key, rows: seen }) => [
    sql`create temporary table ${raw(table)} as ${seen}`,
    sql`analyze ${raw(table)} (${raw(key)})`,
  ]);
  // One may have been left behind by work that could not end in order.
  return { begin: [...end, ...tables], end };
}

/** Ids of the items whose findings, by one rule, may hang on these. */
export const relatedBy = (run: Run, rule: Rule, scope: Scope): Sql =>
  sql`with ${packageItems(run, scope)} select distinct q.id from (${rule.related!(contextOf(run, rule, scope))}) q`;

/** After rules about the package as a whole: they can only make an item worse. Says for how many they did. */
export const raiseWorst = ({ kind, submissionId }: Run): Sql => sql`
  with worst as materialized (
    select f.item_id, max(f.severity) as severity from item_findings f
    where f.submission_id = ${submissionId} and f.rule = any(${rulesFor(kind)
      .filter((rule) => rule.whole)
      .map((rule) => rule.id)}::text[]) group by 1),
  raised as (
    update submission_items i set severity = w.severity from worst w
    -- The array makes it a look-up for each: thinking of many more, the planner would read all items.
    where i.submission_id = ${submissionId} and i.id = w.item_id and i.id = any(array(select item_id from worst)) and i.severity < w.severity returning 1)
  select count(*)::int as raised from raised`;

/** An item's severity is that of its worst finding. Most items have none, and are not written. */
export const writeWorst = (scope: Scope): Sql[] => [
  sql`update submission_items i set severity = w.severity
    from (select f.item_id, max(f.severity) as severity from item_findings f
      where f.submission_id = ${scope.submissionId} ${scope.items ? sql`and f.item_id = any(${scope.items}::bigint[])` : sql``} group by 1) w
    where ${within(scope)} and i.id = w.item_id and i.severity <> w.severity`,
  sql`update submission_items i set severity = 0
    where ${within(scope)} and i.severity <> 0 and not exists (select 1 from item_findings f where f.item_id = i.id)`,
];
