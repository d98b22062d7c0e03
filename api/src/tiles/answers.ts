import { z } from 'zod';
import { answerNamed, integer } from '../http/answers.js';

/** What a client needs to know of a kind's vector tiles. */
export const tileJson = answerNamed(
  'TileJson',
  z
    .object({
      tilejson: z.literal('3.0.0'),
      name: z.string(),
      scheme: z.literal('xyz'),
      tiles: z.array(z.string()).describe('Addresses with {z}, {x} and {y}'),
      bounds: z.array(z.number()).length(4).describe('West, south, east, north'),
      minzoom: integer,
      maxzoom: integer,
      vector_layers: z.array(z.object({ id: z.string(), description: z.string(), fields: z.record(z.string(), z.string()) })),
    })
    .describe('TileJSON 3.0'),
);
export type TileJson = z.infer<typeof tileJson>;
