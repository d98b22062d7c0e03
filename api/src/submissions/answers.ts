import { z } from 'zod';
import { answerNamed, bilingual, fieldValues, geoJson, instant, integer, listOf, pageOf } from '../http/answers.js';
import { organizationNamed } from '../organizations/answers.js';
import { neighbour } from '../registry/answers.js';
import { KIND_NAMES } from '../registry/field.js';
import { CHANGES } from './item.js';
import { SEVERITIES } from './reading/problem.js';
import { STATES } from './steps.js';
import { VERDICTS } from './verdicts.js';

/** What the routes about submissions answer. */

const kind = z.enum(KIND_NAMES);
const order = z.enum(['xy', 'yx']);
export const verdict = z.enum(VERDICTS).nullable();

const work = answerNamed(
  'Work',
  z
    .object({
      task: z.string(),
      state: z.enum(['queued', 'running', 'failed']),
      phase: z.string(),
      done: integer,
      total: integer.nullable(),
      problem: bilingual.extend({ status: integer, code: z.string() }).nullable(),
      startedAt: instant.nullable(),
    })
    .describe('Work under way, or what went wrong with it'),
);

const column = answerNamed(
  'Column',
  z
    .object({
      header: z.string(),
      letter: z.string().nullable(),
      field: z.string().nullable().describe('Field name, or `geometry` for coordinates; null when it is left aside'),
      use: z.string().nullable().describe('Field name, `x`, `y`, `lon`, `lat`, `both` or `wkt`: what is chosen by hand has the same names'),
      by: z.string().nullable().describe('How it came to that; null: not understood'),
      label: bilingual.nullable(),
      samples: z.array(z.string()),
    })
    .describe('How one column of the file was understood'),
);

export const counts = answerNamed(
  'Counts',
  z.object({
    total: integer,
    new: integer,
    changed: integer,
    unchanged: integer,
    kept: integer.optional().describe('Of those unchanged, the ones that the authority keeps as the register has them'),
    conflicting: integer,
    removed: integer,
    withErrors: integer,
    withWarnings: integer,
    approved: integer,
    fixed: integer.describe('Of those approved, the ones the authority mended'),
    returned: integer,
    rejected: integer,
    undecided: integer,
    clean: integer.describe('Undecided, without conflict and nothing worse than a note: what may be approved together'),
  }),
);
export type Counts = z.infer<typeof counts>;

export const submissionFields = z.object({
  id: integer,
  revision: integer,
  kind,
  state: z.enum(STATES),
  owner: organizationNamed,
  submittedBy: z.string(),
  byAuthority: z.boolean(),
  fileName: z.string().nullable(),
  hasFile: z.boolean().describe('What was sent is kept, to be read in another way'),
  sample: z.boolean(),
  createdAt: instant,
  submittedAt: instant.nullable(),
  claimedBy: z.object({ username: z.string(), displayName: z.string() }).nullable(),
  claimedUntil: instant.nullable(),
  decidedAt: instant.nullable(),
  crs: z
    .object({ code: z.string(), order, guessed: z.boolean(), assumed: z.boolean().optional(), reason: bilingual, found: z.boolean().optional() })
    .nullable()
    .describe('The coordinate system the file was read in, and why'),
  columns: z.array(column),
  counts: counts.partial().describe('Empty while the file is still being read'),
  message: z.string().nullable().describe('What the sender wrote'),
  reply: z.string().nullable().describe('What the authority wrote'),
  reading: fieldValues.describe('What was chosen for reading the file'),
  understood: fieldValues.describe('Format, encoding, sheets and notes of the reading'),
  follows: integer.nullable().describe('The submission whose returned items this one sends again'),
  followedBy: integer.nullable().describe('The latest submission that sends returned items of this one again'),
  onlyCode: z.string().nullable().describe('The code of its record, where it holds a single one'),
  districts: z.array(z.object({ id: integer, name: z.string() })),
  work: work.nullable(),
  actions: z.array(z.string()).describe('What this user may do with it now'),
  wordsUnopened: integer,
});

export const submission = answerNamed('Submission', submissionFields);
export const submissions = answerNamed('Submissions', pageOf(submission));
export const submissionWithLog = answerNamed(
  'SubmissionWithLog',
  submissionFields.extend({
    events: z.array(z.object({ at: instant, by: z.string(), action: z.string(), words: z.string().nullable(), item: integer.nullable() })),
    undo: z
      .object({ fields: z.array(z.string()), items: integer, at: instant })
      .nullable()
      .describe('The last value given to many rows, while it can be taken back'),
    leftOut: z.array(z.object({ item: integer, row: integer, code: z.string().nullable() })),
    sentBefore: z.literal(true).optional().describe('The same file was sent before: this is what became of it'),
  }),
);
export type SubmissionWithLog = z.infer<typeof submissionWithLog>;
export const manyChanged = answerNamed('ManyChanged', z.object({ changed: integer, left: integer.optional(), submission: submissionWithLog }));
export const changed = answerNamed('Changed', z.object({ changed: integer }));

export const finding = answerNamed(
  'Finding',
  z.object({
    rule: z.string(),
    severity: z.enum(SEVERITIES),
    path: z.string().describe('Field name, or `geometry`'),
    column: z.string().nullable(),
    header: z.string().nullable(),
    row: integer.nullable(),
    message: bilingual,
  }),
);

export const item = answerNamed(
  'Item',
  z.object({
    id: integer,
    row: integer.describe('In the file; below 0 for a record that the file does not name'),
    code: z.string().nullable(),
    name: z.string().nullable(),
    change: z.enum(CHANGES),
    recordId: integer.nullable(),
    baseRevision: integer.nullable().describe('Of the record that it was compared with'),
    data: fieldValues,
    geometry: geoJson.nullable(),
    x: z.number().nullable(),
    y: z.number().nullable(),
    before: fieldValues.nullable().describe('The record as it is now, where this changes it'),
    movedM: z.number().nullable(),
    changedFields: z.array(z.string()),
    raw: z.record(z.string(), z.string()).describe('Header to text as in the file; blank cells are left out'),
    typed: z
      .record(z.string(), z.string())
      .describe('Field, `x` or `y` to what was typed in place of it where no value came of it: it could not be read, or was emptied'),
    checks: z.array(finding),
    verdict,
    reason: z.string().nullable(),
    comment: z.string().nullable(),
    applied: z.boolean().describe('It is in the register'),
    revision: integer,
    fixed: z.boolean().describe('Mended by the authority in review'),
    sent: fieldValues.nullable().describe('By field or `geometry`: what the sender wrote where the authority mended it'),
    returned: z
      .object({
        submission: integer,
        item: integer,
        data: fieldValues.nullable(),
        geometry: geoJson.nullable(),
        reason: z.string().nullable(),
        comment: z.string().nullable(),
      })
      .nullable()
      .describe('What was returned earlier and is sent again with this item'),
    wordsOpenedAt: instant.nullable(),
  }),
);
export type Item = z.infer<typeof item>;
export const items = answerNamed('Items', pageOf(item));

export const ruleCount = z.object({ rule: z.string(), severity: z.enum(SEVERITIES), title: bilingual, items: integer });
export type RuleCount = z.infer<typeof ruleCount>;
export const ruleCounts = answerNamed('RuleCounts', listOf(ruleCount));

const option = z.object({ value: z.string(), label: bilingual });
export const valueTexts = answerNamed(
  'ValueTexts',
  listOf(z.object({ field: z.string(), text: z.string(), count: integer, code: z.string().nullable(), label: bilingual, options: z.array(option) })),
);

export const reasons = answerNamed('Reasons', listOf(z.object({ code: z.string(), label: bilingual })));

const unit = z.object({ id: integer, name: z.string(), count: integer });
export const coordinateFindings = answerNamed(
  'CoordinateFindings',
  z.object({
    system: z.object({ code: z.string(), label: bilingual, order, guessed: z.boolean(), assumed: z.boolean(), reason: bilingual }).nullable(),
    total: integer,
    inside: integer,
    outside: integer,
    missing: integer,
    alternatives: z
      .array(z.object({ code: z.string(), order, label: bilingual, inside: integer, units: z.array(unit) }))
      .describe('Other readings that bring more rows into the province'),
    sentence: bilingual.nullable(),
  }),
);

const words = z.object({
  id: integer,
  item: integer.nullable(),
  code: z.string().nullable().describe('Of that item, if it is still in the package and has one'),
  by: z.string(),
  byAuthority: z.boolean(),
  at: instant,
  words: z.string(),
  openedAt: instant.nullable(),
});
export type Words = z.infer<typeof words>;
export const oneWord = answerNamed('Words', words);
export const thread = answerNamed('Thread', listOf(oneWord));

const otherPackage = z.object({
  submissionId: integer,
  state: z.enum(STATES),
  fileName: z.string().nullable(),
  by: z.string(),
  at: instant,
  records: integer.describe('How many records both have'),
  row: integer.describe('Of the first of them in this package; below 0 for a record that its file does not name'),
  code: z.string(),
});
/** Another package that waits with records of this one. */
export type Elsewhere = z.infer<typeof otherPackage>;
export const elsewhere = answerNamed('Elsewhere', listOf(otherPackage));

const side = z.object({ values: fieldValues, geometry: geoJson.nullable() });
const differing = z.array(z.object({ name: z.string(), label: bilingual, base: z.unknown(), register: z.unknown(), proposed: z.unknown() }));
export const conflict = answerNamed(
  'Conflict',
  z.object({
    base: side.nullable().describe('The record when the package was sent; null for one that was new then'),
    register: side.extend({ revision: integer, at: instant, submission: integer.nullable() }).nullable().describe('The record now; null when it is gone'),
    proposed: side,
    fields: differing.describe('Where the proposal differs from the record now: for each somebody has to choose'),
    others: differing.describe('What else changed in the register: it stays'),
  }),
);
export type Conflict = z.infer<typeof conflict>;

const companion = neighbour.omit({ kind: true, status: true, shareable: true }).extend({
  code: z.string().nullable(),
  name: z.string().nullable(),
  row: integer,
  change: z.enum(['new', 'changed', 'conflicting']),
});
/** Another item of the same package that would stand near. */
export type Companion = z.infer<typeof companion>;
export const neighbours = answerNamed(
  'Neighbours',
  z.object({ items: z.array(neighbour), package: z.array(companion).describe('What the same package would put there') }),
);

export const upload = answerNamed(
  'Upload',
  z.object({ id: z.uuid(), fileName: z.string(), size: integer, received: integer, chunkBytes: integer.describe('The longest piece that is taken') }),
);

const waitingChange = z.object({
  submissionId: integer,
  itemId: integer,
  state: z.enum(STATES),
  change: z.enum(['changed', 'conflicting', 'removed']),
  by: z.string(),
  at: instant,
  single: z.boolean().describe('The package is a single record filled in by form'),
});
/** A change of a record that is on its way but not in the register. */
export type Waiting = z.infer<typeof waitingChange>;
export const waiting = answerNamed('Waiting', listOf(waitingChange));

export const points = answerNamed(
  'PackagePoints',
  z.object({
    total: integer,
    items: z.array(z.array(z.number()).length(5)).describe('Item, longitude, latitude, 1 inside the province or 0, severity 0 to 3'),
  }),
);
