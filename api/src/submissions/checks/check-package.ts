import { DataSource } from 'typeorm';
import { row, rows, sql, type Runner, type Sql } from '../../database/sql.js';
import type { Kind } from '../../registry/field.js';
import type { State } from '../steps.js';
import { countItems, summarise } from '../summary.sql.js';
import { checkedAs, checkMark, isChecked } from './check-mark.js';
import { compare, derivePlace, isDerived, movedSql, registerFields } from './compare.js';
import { fileFindings, prepareRun, raiseWorst, relatedBy, ruleFindings, wholeFindings, writeWorst, type Run } from './findings.js';
import type { Rule, Seen } from './rule.js';
import { rulesFor } from './rules.js';
import { partsOf, speakingOf, type Parts, type Scope } from './scope.js';

export { isDerived, movedSql, registerFields, speakingOf };

export interface Fresh {
  items: number;
  /** The `checkMark` before the first of them was written. */
  mark: string;
  seen: Seen;
  /** Whether the register still is what it was when they were compared with it. */
  unmoved: () => Promise<boolean>;
}

export interface CheckOptions {
  /** Only these and the items whose findings hang on them, for instance after an edit. */
  items?: number[];
  /** So many items have just been written with what hangs on them alone, see `insertItems`. */
  fresh?: Fresh;
  /** Told, in items, how far it has come. */
  progress?: (done: number, total: number) => Promise<void>;
  /** How many statements at a time. On the one connection of a transaction they always take turns. */
  parallel?: number;
}

/** In these the sender still works on it, and its items follow the register. */
const FOLLOWING: State[] = ['receiving', 'draft', 'returned'];

async function doesFollow(on: Runner, submissionId: number): Promise<boolean> {
  const { state } = (await row<{ state: State }>(on, sql`select state from submissions where id = ${submissionId}`))!;
  return FOLLOWING.includes(state);
}

interface Work extends Run {
  on: Runner;
  follows: boolean;
}

/**
 * Checks a package, or some of its items, against the register and by all rules as they are set now.
 * Safe to repeat: once more, after a kill in the middle too, gives the same findings for the same state.
 */
export async function checkPackage(on: Runner, kind: Kind, submissionId: number, options: CheckOptions = {}): Promise<void> {
  const follows = await doesFollow(on, submissionId);
  const workOn = async (items: number): Promise<Work> => ({ ...(await prepareRun(on, kind, submissionId, items)), on, follows });
  if (options.items) {
    await checkItems(await workOn(options.items.length), options.items);
    await rows(on, countItems(submissionId));
    return;
  }
  const mark = options.fresh?.mark ?? (await checkMark(on));
  if (options.fresh) await checkFresh(await workOn(options.fresh.items), options.fresh, options);
  else {
    const { total, parts } = await partsOf(on, submissionId);
    await checkAll(await workOn(Math.ceil(total / Math.max(parts.length, 1))), { total, parts }, options);
    await rows(on, summarise(submissionId));
  }
  await rows(on, checkedAs(submissionId, mark, follows));
}

/** Checks a package again, unless that could find nothing else than the last time: with 100,000 items nobody should wait for it in vain. */
export async function checkAgain(on: Runner, kind: Kind, submissionId: number): Promise<void> {
  if (!(await isChecked(on, submissionId, await doesFollow(on, submissionId)))) await checkPackage(on, kind, submissionId);
}

async function checkAll(work: Work, { total, parts }: Parts, { progress, parallel = 2 }: CheckOptions): Promise<void> {
  const { on, submissionId } = work;
  const finding = findings(work, (rule) => wholeFindings(work, rule, total), parts);
  const steps = parts.length * 2 + finding.length;
  let done = 0;
  const run = async (statements: Sql[]): Promise<void> => {
    for (const statement of statements) await rows(on, statement);
    await progress?.(Math.round((total * ++done) / steps), total);
  };
  for (const part of parts) await run(comparing(work, part));
  await rows(on, sql`delete from item_findings where submission_id = ${submissionId}`);
  await inTurns(finding, on instanceof DataSource ? parallel : 1, (statement) => run([statement]));
  for (const part of parts) await run(writeWorst(part));
}

/**
 * What is left to do: rules about the package as a whole, and items whose record changed since they were written. Its items are counted meanwhile, and once
 * more if any of that made a difference; it seldom does.
 */
async function checkFresh(work: Work, { items: total, seen, unmoved }: Fresh, { progress, parallel = 2 }: CheckOptions): Promise<void> {
  const { on, submissionId } = work;
  const moved = (await unmoved()) ? [] : await compareAgain(work);
  const finding = rulesFor(work.kind).flatMap((rule) => (rule.whole ? wholeFindings({ ...work, seen }, rule, total) : []));
  const steps = [...finding, summarise(submissionId)];
  let done = 0;
  await inTurns(steps, on instanceof DataSource ? parallel : 1, async (statement) => {
    await rows(on, statement);
    await progress?.(Math.round((total * ++done) / (steps.length + 1)), total);
  });
  const { raised } = (await row<{ raised: number }>(on, raiseWorst(work)))!;
  if (moved.length) await checkItems(work, moved);
  if (raised || moved.length) await rows(on, summarise(submissionId));
}

/** @returns ids of the items for which it came out otherwise than before */
async function compareAgain(work: Work): Promise<number[]> {
  const moved: number[] = [];
  for (const part of (await partsOf(work.on, work.submissionId)).parts)
    for (const statement of comparing(work, part)) moved.push(...(await rows<{ id: number }>(work.on, sql`${statement} returning t.id`)).map(({ id }) => id));
  return moved;
}

async function checkItems(work: Work, items: number[]): Promise<void> {
  const { on, submissionId } = work;
  const edited = { submissionId, items };
  const pairs = rulesFor(work.kind).filter((rule) => rule.related);
  const before = await speakingOf(on, submissionId, items);
  for (const statement of comparing(work, edited)) await rows(on, statement);
  const related = new Set(before);
  for (const rule of pairs) for (const { id } of await rows<{ id: number }>(on, relatedBy(work, rule, edited))) related.add(id);
  const others = { submissionId, items: [...related].filter((id) => !items.includes(id)) };
  await rows(
    on,
    sql`delete from item_findings where item_id = any(${items}::bigint[])
    or (item_id = any(${others.items}::bigint[]) and rule = any(${pairs.map((rule) => rule.id)}::text[]))`,
  );
  for (const statement of findings(work, (rule) => ruleFindings(work, rule, edited) ?? [], [edited])) await rows(on, statement);
  for (const statement of others.items.length ? pairs.flatMap((rule) => ruleFindings(work, rule, others) ?? []) : []) await rows(on, statement);
  for (const statement of writeWorst({ submissionId, items: [...items, ...others.items] })) await rows(on, statement);
}

const comparing = ({ kind, follows }: Work, scope: Scope): Sql[] => [...(isDerived(kind) ? [derivePlace(scope)] : []), compare(kind, scope, follows)];

/** All that writes findings: of rules part by part, but of those that must see the whole at once. */
const findings = (work: Work, whole: (rule: Rule) => Sql | Sql[], parts: Scope[]): Sql[] => [
  ...rulesFor(work.kind).flatMap((rule) => (rule.whole ? whole(rule) : parts.flatMap((scope) => ruleFindings(work, rule, scope) ?? []))),
  ...parts.map((part) => fileFindings(work, part)),
];

/** Does the work for all, so many at a time. */
async function inTurns<Item>(items: Item[], atATime: number, work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}
