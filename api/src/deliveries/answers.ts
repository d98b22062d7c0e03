import { z } from 'zod';
import { answerNamed, bilingual, instant, integer } from '../http/answers.js';

/** What the routes about mail and webhooks answer. */

const contactFields = z.object({ email: z.string().nullable(), sendsMail: z.boolean().describe('Whether this server sends mail at all') });
export type Contact = z.infer<typeof contactFields>;
export const contact = answerNamed('Contact', contactFields);

const deliveryFields = z.object({
  id: z.uuid(),
  event: z.string(),
  submission: integer.nullable(),
  state: z.enum(['queued', 'sent', 'dead']),
  attempts: integer,
  at: instant,
  nextTryAt: instant.nullable(),
  status: integer.nullable().describe('Of the answer to the last try'),
  problem: bilingual.nullable(),
});
export type Delivery = z.infer<typeof deliveryFields>;
export const delivery = answerNamed('Delivery', deliveryFields);

const webhookFields = z.object({
  url: z.string().nullable(),
  createdAt: instant.nullable(),
  createdBy: z.string().nullable(),
  deliveries: z.array(delivery).describe('The last messages'),
});
export type Webhook = z.infer<typeof webhookFields>;
export const webhook = answerNamed('Webhook', webhookFields);
export const newWebhook = answerNamed('NewWebhook', webhookFields.extend({ secret: z.string().describe('Told this once') }));
