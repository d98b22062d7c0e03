import { z } from 'zod';
import { answerNamed, instant, integer, listOf } from '../http/answers.js';

/** What the routes about saved views answer. */

const viewFields = z.object({ id: integer, name: z.string(), query: z.string(), createdAt: instant, updatedAt: instant });
export type SavedView = z.infer<typeof viewFields>;
export const view = answerNamed('View', viewFields);
export const views = answerNamed('Views', listOf(view));
