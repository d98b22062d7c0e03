import { z } from 'zod';
import { answerNamed, bilingual, instant, integer, listOf } from '../http/answers.js';
import { organizationNamed } from '../organizations/answers.js';
import { ROLES } from './viewer.js';

/** What the routes about accounts, sessions and tokens answer. */

const account = z.object({
  username: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  organization: organizationNamed.nullable().describe('Of an operator'),
  unit: z.object({ id: integer, code: z.string(), name: z.string() }).nullable().describe('Of a district officer'),
});

export const session = answerNamed(
  'Session',
  z.object({
    user: account
      .extend({ byToken: z.literal(true).optional() })
      .nullable()
      .describe('Null for whoever is not signed in'),
    authority: bilingual,
    sampleData: z.boolean(),
    baseMap: z.object({ url: z.string(), name: z.string(), attribution: z.string() }).nullable().describe('Pictures under the map; told to who is signed in'),
    sampleAccounts: z.array(account.pick({ username: true, role: true, displayName: true })),
  }),
);

export const accounts = answerNamed('Accounts', listOf(account.extend({ disabled: z.boolean(), sample: z.boolean() })));

const tokenFields = z.object({
  id: integer,
  name: z.string(),
  hint: z.string().describe('How it begins, to tell one from another'),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  expiresAt: instant,
  revokedAt: instant.nullable(),
});
export type Token = z.infer<typeof tokenFields>;
export const tokens = answerNamed('Tokens', listOf(tokenFields));
export const newToken = answerNamed('NewToken', tokenFields.extend({ secret: z.string().describe('Told this once') }));
