import { z } from 'zod';
import { answerNamed, listOf } from '../http/answers.js';

/** An organisation where only its code and its short name are told. */
export const organizationNamed = z.object({ code: z.string(), name: z.string() });

/** What the route about organisations answers. */
export const organizations = answerNamed('Organizations', listOf(organizationNamed.extend({ shortName: z.string(), sector: z.string() })));
