import { sqlTypeOf } from '../database/entities.js';
import { empty, join, raw, rows, sql, type Runner, type Sql } from '../database/sql.js';
import { columnOf, storedFields, type Field, type Kind } from '../registry/field.js';
import { sameRecord } from './conflicts.sql.js';

const APPROVED = sql`i.verdict in ('approved', 'approved_with_fixes') and not exists (select 1 from applied_items a where a.item_id = i.id)`;

const quoted = (name: string): string => `"${name}"`;

/** A field of an item's data as a value of the right type: for many fields a third quicker than `jsonb_to_record`. */
function typedValue(field: Field): string {
  const type = sqlTypeOf(field);
  const value = `i.data -> '${field.name}'`;
  if (type.endsWith('[]')) return `case jsonb_typeof(${value}) when 'array' then array(select jsonb_array_elements_text(${value})) end`;
  return `(i.data ->> '${field.name}')${type === 'text' ? '' : `::${type}`}`;
}

/** An item's data as columns of the right types. */
const typedData = (kind: Kind): Sql =>
  raw(
    `jsonb_to_record(i.data) as d(${storedFields(kind)
      .map((field) => `${quoted(field.name)} ${sqlTypeOf(field)}`)
      .join(', ')})`,
  );

const columns = (kind: Kind): Sql =>
  raw(
    storedFields(kind)
      .map((field) => columnOf(field.name))
      .join(', '),
  );

/** Of new records, how many are written by one statement: with more, what its triggers look at is kept on the disk instead of in memory. */
const PART = 10_000;

/** Items in the file's order and the records they become, both as PostgreSQL writes lists of numbers; for those that change a record the second is empty. */
export interface ApprovedItems {
  isNew: boolean;
  items: string;
  records: string;
  /** How many they are, and the lowest and the highest of their numbers. */
  count: number;
  first: number;
  last: number;
}

const numberApproved = (kind: Kind, submissionId: number, { size = PART, unmoved = false }: Taking): Sql => sql`
  select p.is_new as "isNew", array_agg(p.item_id order by p.n)::text as items, coalesce(array_agg(p.record_id order by p.n) filter (where p.is_new), '{}')::text as records,
    count(*)::int as count, min(p.item_id) as first, max(p.item_id) as last, count(*) filter (where p.is_new and p.is_there)::int as moved
  from (
    select o.*, o.id as item_id, case when o.is_new then nextval('record_id_seq') end as record_id, row_number() over (partition by o.is_new order by o.row_number, o.id) as n
    from (select i.id, i.row_number, i.change = 'new' as is_new, ${unmoved ? sql`false` : sql`r.id is not null`} as is_there
      from submission_items i ${unmoved ? empty : sql`left join ${raw(kind.table)} r on ${sameRecord(kind)}`}
      where i.submission_id = ${submissionId} and i.change in ('new', 'changed', 'removed') and ${APPROVED} offset 0) o) p
  group by p.is_new, case when p.is_new then (p.n - 1) / ${size} end order by p.is_new, min(p.n)`;

export const unnested = ({ items, records }: Pick<ApprovedItems, 'items' | 'records'>): Sql => sql`unnest(${items}::bigint[], ${records}::bigint[])`;

/** Items that were numbered one after the other, as those of a file are, with few of others between them. */
const IN_LINE = 4;

/**
 * The items `i` of a part with the records they become, `p.record_id`. Those numbered one after the other are read so; the others are looked up one by one.
 * The limit makes it a look-up for each, whatever the planner thinks of the many items of all packages.
 */
const itemsOf = (part: ApprovedItems): Sql =>
  part.last - part.first < IN_LINE * part.count
    ? sql`${unnested(part)} p(item_id, record_id) join submission_items i on i.id = p.item_id and i.id between ${part.first} and ${part.last}`
    : sql`${unnested(part)} p(item_id, record_id) cross join lateral (select * from submission_items g where g.id = p.item_id limit 1) i`;

const insertNew = (kind: Kind, part: ApprovedItems): Sql => sql`
  insert into ${raw(kind.table)} (id, ${columns(kind)}, geom, sample, source, created_at)
  select p.record_id, ${raw(storedFields(kind).map(typedValue).join(', '))}, i.geom, s.sample, s.source, registry_recorded_at()
  from ${itemsOf(part)}
  join submissions s on s.id = i.submission_id`;

const noteNew = (part: ApprovedItems): Sql => sql`insert into applied_items (item_id, record_id, revision) select p.*, 1 from ${unnested(part)} p`;

/** Only fields the file held are written: a file without a column says nothing about it. */
const updateChanged = (kind: Kind, changed: ApprovedItems): Sql => sql`
  update ${raw(kind.table)} r set ${join(
    storedFields(kind).map((field) =>
      raw(`${columnOf(field.name)} = case when i.data ? '${field.name}' then d.${quoted(field.name)} else r.${columnOf(field.name)} end`),
    ),
    ', ',
  )}, geom = coalesce(i.geom, r.geom), sample = r.sample and s.sample
  from submission_items i join submissions s on s.id = i.submission_id, ${typedData(kind)}
  where i.id = any(${changed.items}::bigint[]) and r.id = i.record_id and r.revision = i.base_revision`;

const noteChanged = (kind: Kind, changed: ApprovedItems): Sql => sql`
  insert into applied_items (item_id, record_id, revision)
  select i.id, r.id, r.revision
  from submission_items i join ${raw(kind.table)} r on r.${raw(columnOf(kind.ownerField))} = i.owner and r.${raw(columnOf(kind.codeField))} = i.code
  where i.id = any(${changed.items}::bigint[])`;

export interface Taking {
  /** Of new records, how many go into one part. */
  size?: number;
  /** The register is what it was when the package was compared with it, so that none of its new records can be there. */
  unmoved?: boolean;
}

/**
 * The approved items that say anything new. New records get their numbers here, before they are written, so that another session can prepare what hangs on
 * them; records that are to change are locked until the transaction ends.
 * @returns how many of them are about a record that moved on since they were checked, as well
 */
export async function takeApproved(on: Runner, kind: Kind, submissionId: number, taking: Taking = {}): Promise<{ parts: ApprovedItems[]; moved: number }> {
  const parts = await rows<ApprovedItems & { moved: number }>(on, numberApproved(kind, submissionId, taking));
  let moved = parts.reduce((sum, part) => sum + part.moved, 0);
  for (const { items } of parts.filter((part) => !part.isNew)) {
    await rows(
      on,
      sql`select r.id from ${raw(kind.table)} r join submission_items i on i.record_id = r.id where i.id = any(${items}::bigint[]) order by r.id for update of r`,
    );
    moved += (await rows(on, sql`${movedOn(kind)} and i.id = any(${items}::bigint[])`)).length;
  }
  return { parts, moved };
}

/** Items whose record moved on since they were checked; to go on with `and`. */
const movedOn = (kind: Kind): Sql => sql`
  select i.id from submission_items i left join ${raw(kind.table)} r on ${sameRecord(kind)} where r.revision is distinct from i.base_revision`;

/** Approved items whose record moved on since they were checked. */
export async function findConflicts(on: Runner, kind: Kind, submissionId: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    on,
    sql`${movedOn(kind)} and i.submission_id = ${submissionId} and i.change in ('new', 'changed', 'removed') and ${APPROVED}`,
  );
  return found.map((item) => item.id);
}

/** Who, for which submission and why: read by the history trigger. Local to the transaction. */
export const setAuthor = (on: Runner, userId: number, submissionId: number, reason: string | null, recordedAt?: string): Promise<unknown> =>
  rows(
    on,
    sql`select set_config('registry.user_id', ${String(userId)}, true), set_config('registry.submission_id', ${String(submissionId)}, true),
      set_config('registry.reason', ${reason ?? ''}, true), set_config('registry.recorded_at', ${recordedAt ?? ''}, true)`,
  );

/** What is put down of new records before they are written: where they lie, and what of them is searched. Each part by itself, in any order. */
export const puttingDown = ({ items, records }: Pick<ApprovedItems, 'items' | 'records'>): Sql[] => [
  sql`select place_ahead(${items}::bigint[], ${records}::bigint[])`,
  sql`select texts_ahead(${items}::bigint[], ${records}::bigint[])`,
];

/**
 * Puts down these parts in another session, all or none, while they are written here; see `placeAhead`.
 * @param left what puts them down; whoever takes a statement has to run it, and the session that writes takes its share
 */
export type PutDownElsewhere = (parts: ApprovedItems[], left: Iterable<Sql>) => Promise<void>;

/** Whether places and texts of records are put down by somebody else than their triggers. */
const leftToOthers = (left: boolean): Sql => sql`
  select set_config('registry.placed_ahead', ${left ? 'on' : ''}, true), set_config('registry.texts_ahead', ${left ? 'on' : ''}, true)`;

/**
 * Writes approved items into the register. The only code that writes the four tables; must run inside the transaction that took them.
 * @param elsewhere puts down in another session what hangs on new records, and should it fail, that is done here; 'done': it is there; absent: triggers do it
 * @returns whether what hangs on them was put down outside of this transaction
 */
export async function applyApproved(on: Runner, kind: Kind, approved: ApprovedItems[], elsewhere?: PutDownElsewhere | 'done'): Promise<boolean> {
  const added = approved.filter((part) => part.isNew);
  const other = typeof elsewhere === 'function' && added.length ? elsewhere : undefined;
  const statements = other ? added.flatMap(puttingDown) : [];
  const left = statements.values();
  const helped = other?.(added, left).then(
    () => true,
    () => false,
  );
  const done = new Set<Sql>();
  const run = async (statement: Sql): Promise<void> => {
    await rows(on, statement);
    done.add(statement);
  };
  try {
    await rows(on, leftToOthers(elsewhere !== undefined));
    for (const part of added) {
      await rows(on, insertNew(kind, part));
      await rows(on, noteNew(part));
    }
    // The other session has more to do.
    for (const statement of left) await run(statement);
    await rows(on, leftToOthers(false));
    for (const part of approved.filter(({ isNew }) => !isNew)) {
      await rows(on, updateChanged(kind, part));
      await rows(on, noteChanged(kind, part));
    }
  } finally {
    // After a failure what the other session has not begun is for nothing.
    Array.from(left);
    // Whatever came of it here, nobody may go on before that one has ended.
    await helped;
  }
  if ((await helped) === false) for (const statement of statements) if (!done.has(statement)) await run(statement);
  return added.length > 0 && (elsewhere === 'done' || (await helped) === true);
}
