import type { Submission } from '../submissions/submission.js';
import { columnOfFinding, titleOf } from './marks.js';
import type { Found } from './answers.js';
import type { ReportRow } from './report-rows.js';

/** The whole report as one JSON text, its items a page at a time. */
export async function* reportJson(submission: Submission, rules: Found[], pages: AsyncIterable<ReportRow[]>): AsyncGenerator<string> {
  const { id, revision, kind, state, owner, fileName, createdAt, submittedAt, decidedAt, crs, columns, counts, message, reply } = submission;
  const head = { id, revision, kind, state, owner, fileName, createdAt, submittedAt, decidedAt, crs, columns, message, reply };
  const titled = rules.map((one) => ({ ...one, title: titleOf(one.rule) }));
  yield `{"submission":${JSON.stringify(head)},"counts":${JSON.stringify(counts)},"rules":${JSON.stringify(titled)},"items":[`;
  let separator = '\n';
  for await (const rows of pages) {
    yield separator + rows.map((row) => JSON.stringify(itemOf(submission, row))).join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

function itemOf({ columns }: Submission, { id, row, code, change, verdict, reason, comment, words, checks }: ReportRow): object {
  const placed = checks.map((finding) => {
    const at = columnOfFinding(columns, finding);
    const column = at === null ? null : columns[at]!;
    return { ...finding, column: column?.letter ?? null, header: column?.header ?? null };
  });
  return { id, row, code, change, verdict, reason, comment, words, problems: placed };
}
