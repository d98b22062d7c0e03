import { z } from 'zod';
import { answerNamed, bilingual, instant, integer, listOf } from '../../http/answers.js';
import { KIND_NAMES } from '../../registry/field.js';
import { SEVERITIES } from '../reading/problem.js';

/** What the routes about rules answer. */

const ruleFields = z.object({
  id: z.string(),
  revision: integer.describe('How often it was set'),
  set: z.object({ by: z.string(), at: instant }).nullable().describe('Who set it last; told to the authority'),
  severity: z.enum([...SEVERITIES, 'off']),
  defaultSeverity: z.enum(SEVERITIES),
  fixed: z.boolean().describe('The register refuses what it finds: it stays an error'),
  title: bilingual,
  explain: bilingual,
  source: bilingual.nullable(),
  kinds: z.array(z.enum(KIND_NAMES)).readonly(),
  thresholds: z.array(
    z.object({
      name: z.string(),
      label: bilingual,
      unit: z.union([z.string(), bilingual]),
      default: z.number(),
      min: z.number(),
      max: z.number(),
      value: z.number(),
    }),
  ),
  open: z.object({ items: integer, submissions: integer }).describe('What it has found in packages on their way, as far as you may see them'),
});
export type RuleAnswer = z.infer<typeof ruleFields>;
export const rule = answerNamed('Rule', ruleFields);
export const rules = answerNamed('Rules', listOf(rule));
