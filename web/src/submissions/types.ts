import type { Geometry } from 'geojson';
import type { Id, KindName, Severity, Text, Value, Values } from '../api-types';

export type SubmissionState = 'receiving' | 'draft' | 'submitted' | 'in_review' | 'decided' | 'returned' | 'withdrawn';
export type SubmissionAction =
  'edit' | 'read' | 'cancel' | 'submit' | 'withdraw' | 'claim' | 'release' | 'decide' | 'resolve' | 'return' | 'conclude' | 'follow-up' | 'write';
export type ItemChange = 'new' | 'changed' | 'unchanged' | 'conflicting' | 'removed';
export type Verdict = 'approved' | 'approved_with_fixes' | 'returned' | 'rejected';

export interface SubmissionCounts {
  total: number;
  new: number;
  changed: number;
  unchanged: number;
  /** Of those, what the authority keeps as the register has it. */
  kept?: number;
  conflicting: number;
  removed: number;
  withErrors: number;
  withWarnings: number;
  approved: number;
  /** Of those approved, the ones the authority mended. */
  fixed: number;
  returned: number;
  rejected: number;
  undecided: number;
  /** Undecided, without conflict, nothing worse than a note. */
  clean: number;
}

export interface SourceColumn {
  header: string;
  /** Of the spreadsheet's column; null where the file has names only. */
  letter: string | null;
  /** Field name, or 'geometry' for coordinates; null when it is left aside. */
  field: string | null;
  /** Field name, 'x', 'y', 'lon', 'lat', 'both' or 'wkt': the names by which a use is chosen. */
  use: ColumnUse;
  /** Null: not understood. Left aside on purpose: `use` null, `by` not. */
  by: 'chosen' | 'remembered' | 'exact' | 'synonym' | 'similar' | null;
  label: Text | null;
  samples: string[];
}

export interface Submission {
  id: Id;
  revision: number;
  kind: KindName;
  state: SubmissionState;
  owner: { code: string; name: string };
  submittedBy: string | null;
  fileName: string | null;
  sample: boolean;
  createdAt: string;
  submittedAt: string | null;
  claimedBy: { username: string; displayName: string } | null;
  decidedAt: string | null;
  /** `found`: false when the package holds nothing to tell a system by; `assumed`: a zone that nothing but custom speaks for and nobody has confirmed. */
  crs: { code: string; order?: 'xy' | 'yx'; found?: boolean; guessed: boolean; assumed?: boolean; reason: Text } | null;
  columns: SourceColumn[];
  counts: SubmissionCounts;
  message: string | null;
  reply: string | null;
  actions: SubmissionAction[];
  byAuthority: boolean;
  /** Reading, checking or concluding under way, or what went wrong with it. */
  work: Work | null;
  /** What was sent is kept, to be read in another way. */
  hasFile: boolean;
  reading: Reading;
  understood: Understood | null;
  /** Districts its records lie in. */
  districts: { id: Id; name: string }[];
  /** The submission whose returned items this one sends again. */
  follows: Id | null;
  /** The latest submission that sends returned items of this one again. */
  followedBy: Id | null;
  /** The code of its record, where it holds a single one. */
  onlyCode: string | null;
  claimedUntil: string | null;
  /** Words of the other side that this side has not opened yet. */
  wordsUnopened: number;
  /** True in the answer to a file that had come before. */
  sentBefore?: boolean;
  events?: { at: string; by: string | null; action: string; words: string | null }[];
  /** The last value given to many rows, while it can be taken back: which fields, how many rows. */
  undo?: { fields: string[]; items: number; at: string } | null;
  /** Rows taken out by hand that can be taken back, the last one first. */
  leftOut?: LeftOut[];
}

export interface LeftOut {
  item: Id;
  row: number;
  code: string | null;
}

export interface Work {
  task: 'read' | 'check' | 'conclude';
  state: 'queued' | 'running' | 'failed';
  phase: 'waiting' | 'reading' | 'checking' | 'applying';
  done: number;
  total: number | null;
  problem: Text | null;
  startedAt: string | null;
}

/** A column's use: a field's name, part of a place, or nothing. */
export type ColumnUse = string | null;

/** What was chosen by hand about how the file is read; the rest is guessed. */
export interface Reading {
  columns?: Record<string, ColumnUse>;
  values?: Record<string, Record<string, string>>;
  crs?: string;
  order?: 'xy' | 'yx';
  sheet?: string;
  /** Units for which the file is the owner's complete list. */
  complete?: Id[] | null;
}

/** What the file turned out to be. */
export interface Understood {
  format: string;
  encoding?: string | null;
  sheet?: string | null;
  sheets?: { name: string; rows: number }[];
  /** First row below the header, as the person sees it. */
  headerRow?: number | null;
  hiddenRows?: number;
  kindGuessed?: boolean;
  /** Typed into a form or taken from the register: there was no file. */
  byForm?: boolean;
  /** Columns and values taken from what was chosen for an earlier file. */
  remembered?: boolean;
  notes?: Text[];
}

export interface UploadState {
  id: string;
  fileName: string;
  size: number;
  received: number;
  chunkBytes: number;
}

export interface ValueChoice {
  field: string;
  label: Text;
  text: string;
  count: number;
  code: string | null;
  options: { value: string; label: Text }[];
}

export interface CoordinateFindings {
  system: { code: string; label: Text; order: 'xy' | 'yx'; guessed: boolean; assumed: boolean; reason: Text } | null;
  total: number;
  inside: number;
  outside: number;
  missing: number;
  alternatives: { code: string; order: 'xy' | 'yx'; label: Text; inside: number; units: { id: Id; name: string; count: number }[] }[];
  sentence: Text | null;
}

/** [item, longitude, latitude, inside, severity] */
export type PackagePoint = [Id, number, number, 0 | 1, 0 | 1 | 2 | 3];

export interface RuleCount {
  rule: string;
  severity: Severity;
  title: Text;
  items: number;
}

export interface Words {
  id: Id;
  item: Id | null;
  /** Code of that item, if it is still in the package and has one. */
  code: string | null;
  by: string;
  byAuthority: boolean;
  at: string;
  words: string;
  openedAt: string | null;
}

export interface Neighbour {
  kind: KindName;
  id: Id;
  code: string;
  name: string;
  owner: string;
  distanceM: number;
  shareable: boolean | null;
  geometry: Geometry;
}

/** Another item of the same package that would stand near. */
export interface Companion {
  id: Id;
  row: number;
  code: string | null;
  name: string | null;
  owner: string;
  change: ItemChange;
  distanceM: number;
  geometry: Geometry;
}

export interface ConflictSide {
  values: Values;
  geometry: Geometry | null;
}
export interface Conflict {
  base: ConflictSide | null;
  register: (ConflictSide & { revision: number; at: string; submission: Id | null }) | null;
  proposed: ConflictSide;
  fields: ConflictField[];
  /** What else has changed in the register since; it stays. */
  others: ConflictField[];
}
export interface ConflictField {
  name: string;
  label: Text;
  base: Value;
  register: Value;
  proposed: Value;
}

export interface Check {
  rule: string;
  severity: Severity;
  path: string;
  column: string | null;
  header: string | null;
  row: number | null;
  message: Text;
}

export interface Item {
  id: Id;
  row: number;
  code: string | null;
  name: string | null;
  change: ItemChange;
  recordId: Id | null;
  baseRevision: number | null;
  data: Values;
  raw: Record<string, string | null>;
  /** Field, `x` or `y` -> text typed over the file's of which no value came. */
  typed: Record<string, string>;
  geometry: Geometry | null;
  /** The position as typed, in the file's own system. */
  x: number | null;
  y: number | null;
  before: (Values & { geometry?: Geometry | null }) | null;
  changedFields: string[];
  movedM: number | null;
  checks: Check[];
  verdict: Verdict | null;
  reason: string | null;
  comment: string | null;
  applied: boolean;
  revision: number;
  /** What the authority returned and this item sends again. */
  returned?: { submission: Id; item: Id; data: Values; geometry: Geometry | null; reason: string | null; comment: string | null } | null;
  /** When the sender opened the words to this item. */
  wordsOpenedAt?: string | null;
  /** Mended by the authority in review. */
  fixed?: boolean;
  /** Field or `geometry` -> what the sender wrote where the authority mended it. */
  sent?: Values | null;
}

export interface Reason {
  code: string;
  label: Text;
}

/** How a rule of the checks is set. */
export interface RuleSetting {
  id: string;
  revision: number;
  /** Who set it last; told to the authority. */
  set: { by: string; at: string } | null;
  severity: Severity | 'off';
  defaultSeverity: Severity;
  /** The register refuses what it finds: it stays an error. */
  fixed: boolean;
  title: Text;
  /** What it looks for, and why. */
  explain: Text;
  /** Law or standard it comes from. */
  source: Text | null;
  kinds: KindName[];
  thresholds: { name: string; label: Text; unit: string | Text; value: number; default: number; min: number; max: number }[];
  open: { items: number; submissions: number };
}
