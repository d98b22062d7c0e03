import { z } from 'zod';
import { answerNamed, bilingual, instant, integer, pageOf } from '../http/answers.js';
import { organizationNamed } from '../organizations/answers.js';
import { KIND_NAMES } from '../registry/field.js';
import { counts } from '../submissions/answers.js';
import { STATES } from '../submissions/steps.js';

/** What the routes about notices answer. */

const notice = z.object({
  id: integer,
  event: z.enum(['submitted', 'withdrawn', 'returned', 'decided', 'words']),
  at: instant,
  by: z.string(),
  words: z.string().nullable(),
  readAt: instant.nullable(),
  submission: z.object({
    id: integer,
    kind: z.enum(KIND_NAMES),
    state: z.enum(STATES),
    fileName: z.string().nullable(),
    counts,
    owner: organizationNamed,
  }),
  sentence: bilingual.describe('All of it in one sentence'),
});
export type Notice = z.infer<typeof notice>;

export const unread = answerNamed('Unread', z.object({ unread: integer }));
export const notices = answerNamed('Notices', pageOf(notice).omit({ total: true }).extend({ unread: integer }));
