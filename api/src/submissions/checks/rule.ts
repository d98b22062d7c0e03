import { raw, type Sql } from '../../database/sql.js';
import { columnOf, type Kind, type KindName, type Text } from '../../registry/field.js';
import type { Close } from '../close-rows.js';
import type { Severity } from '../reading/problem.js';

export interface Threshold {
  name: string;
  label: Text;
  /** A symbol, or a word. */
  unit: string | Text;
  default: number;
  min: number;
  max: number;
}

/** Two statements beside each other share the items of a package between them, by where they lie. */
export type Half = 0 | 1;

/** What the reading of a file saw on the way, so that rules need not look for it among all items. */
export interface Seen {
  /** Whether no two rows have one code and owner. */
  distinct: boolean;
  /** Which rows may stand close to each other; no others do. Null where it could not be told. */
  close: Close | null;
}

export interface RuleContext {
  kind: Kind;
  submissionId: number;
  /** Only items of this half are to be found. */
  half?: Half | undefined;
  /** Of the package as a whole, just after its file was read. */
  seen?: Seen | undefined;
  /** Only some items are checked, so that looking at all others would be a waste. */
  some: boolean;
  /** What the rule asked for by `prepare` is at hand in this session. */
  prepared: boolean;
  /** So many items are checked at once that going through the register is quicker than asking it for each of them. */
  many: boolean;
  /** The rule's thresholds as they are set now, by name. */
  thresholds: Record<string, number>;
  /** Ids of all rules whose findings are errors now. */
  errors: string[];
}

/** One check. Those with `find` run in SQL over a whole package; the others are found while a file is read. */
export interface Rule {
  id: string;
  severity: Severity;
  title: Text;
  /** Why there is such a rule and how to mend what it finds. */
  explain: Text;
  /** The decision or practice it stands on. */
  source?: Text;
  /** Absent: all kinds. */
  kinds?: KindName[];
  thresholds?: Threshold[];
  /** The register itself refuses what it finds, so it stays an error. */
  guards?: true;
  /** Needs the package as a whole at once; the others are run on parts of a large one. */
  whole?: true;
  /** Such a one whose `find` can do one `half`: it takes longest, and its sender waits for it. */
  inHalves?: true;
  /** Within so many metres of each other it looks for items of one package, which the reading of a file may do beforehand, see `Seen`. */
  pairsWithin?: (thresholds: Record<string, number>) => number;
  /**
   * SQL giving (item_id, path, vi, en) for each finding, over `package_items i`, the items to be checked. Null when there is nothing to look for.
   * `whole_package` holds all items of the package, `i.register` the record an item is about.
   */
  find?: (context: RuleContext) => Sql | null;
  /**
   * For rules that look at the register in the same way for every part of a large file: what they see there, put down once as a temporary table of this name
   * before the parts are written. Their `find` may then read it by its `key`, see `prepared`.
   */
  prepare?: (context: RuleContext) => { table: string; key: string; rows: Sql };
  /**
   * For rules about two items of one package: SQL giving the (id) of items whose findings hang on `package_items i`.
   * Their `find` gives one more column, `other`: the item of the package that a finding speaks of.
   */
  related?: (context: RuleContext) => Sql;
}

/** A field of an item as it would be after approval, as text: a file may hold only some of a record's fields. */
export const after = (name: string): Sql =>
  raw(`(case when i.record_id is null or i.data ? '${name}' then i.data ->> '${name}' else (i.register).${columnOf(name)}::text end)`);

/** The same for a field of several values, as a JSON array. */
export const afterList = (name: string): Sql =>
  raw(
    `(case when i.record_id is null or i.data ? '${name}' then case jsonb_typeof(i.data -> '${name}') when 'array' then i.data -> '${name}' else '[]' end
      else coalesce(to_jsonb((i.register).${columnOf(name)}), '[]') end)`,
  );
