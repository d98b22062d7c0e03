import { z } from 'zod';
import { answerNamed, integer } from '../http/answers.js';
import { counts, finding, ruleCount, submissionFields, verdict } from '../submissions/answers.js';
import { CHANGES } from '../submissions/item.js';

/** What the report of a package answers as JSON. */

const found = ruleCount.omit({ title: true }).extend({ findings: integer.describe('An item may have several') });
/** What one rule has found in a package. */
export type Found = z.infer<typeof found>;

export const report = answerNamed(
  'Report',
  z.object({
    submission: submissionFields.pick({
      id: true,
      revision: true,
      kind: true,
      state: true,
      owner: true,
      fileName: true,
      createdAt: true,
      submittedAt: true,
      decidedAt: true,
      crs: true,
      columns: true,
      message: true,
      reply: true,
    }),
    counts,
    rules: z.array(found.extend({ title: ruleCount.shape.title })),
    items: z
      .array(
        z.object({
          id: integer,
          row: integer,
          code: z.string().nullable(),
          change: z.enum(CHANGES),
          verdict,
          reason: z.string().nullable(),
          comment: z.string().nullable(),
          words: z.array(z.string()).describe('Of the authority'),
          problems: z.array(finding.omit({ row: true })),
        }),
      )
      .describe('Those with something found, or with the authority’s words'),
  }),
);
