import { z } from 'zod';
import { answerNamed, bilingual, integer, listOf } from '../http/answers.js';
import { fieldOf, type KindName } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { LEVELS } from '../units/units.service.js';
import { countsOf } from './more-figures.js';

/** A figure for each code of a field. */
function byCode<Figure extends z.ZodType>(kind: KindName, field: string, figure: Figure) {
  return z.object(Object.fromEntries(fieldOf(kindNamed(kind), field)!.codes!.map(({ value }) => [value, figure])));
}
const counts = (kind: KindName, field: string) => byCode(kind, field, integer);
const metres = z.number().describe('Metres, the part in the unit');
const more = (name: Parameters<typeof countsOf>[0]) => Object.fromEntries(Object.keys(countsOf(name)).map((figure) => [figure, integer]));

const figures = answerNamed(
  'Figures',
  z.object({
    stations: z.object({
      total: integer,
      byStatus: counts('bts-stations', 'status'),
      byStructure: counts('bts-stations', 'structure'),
      byTechnology: counts('bts-stations', 'technologies'),
      shared: integer,
      sharingRate: z.number().nullable().describe('Shared among those operating, 0 to 1; null where none operates'),
      bulkyInZones: integer,
      inspectionOverdue: integer,
      ...more('stations'),
    }),
    cables: z.object({
      segments: integer,
      lengthM: metres,
      plannedM: metres,
      doneM: metres,
      overdueM: metres,
      byMethod: byCode('cable-segments', 'method', z.object({ segments: integer, plannedM: metres, doneM: metres })),
      byStatus: counts('cable-segments', 'status'),
      tidyingUndertaken: z.boolean().nullable().describe('What the notice says of the unit; null where it says nothing'),
      tidyingSource: bilingual.nullable(),
      ...more('cables'),
    }),
    agreements: z.object({ total: integer, active: integer }),
    sites: z.object({
      total: integer,
      byStage: counts('post-office-sites', 'landStage'),
      byStatus: counts('post-office-sites', 'status'),
      blocked: integer.describe('Those with an obstacle'),
    }),
    broadband: z
      .object({
        households: z.number(),
        broadbandHouseholds: z.number(),
        rate: z.number().describe('0 to 1'),
        date: z.iso.date(),
        source: bilingual,
        sample: z.boolean(),
      })
      .nullable(),
    digitalPilots: z.array(z.string()).describe('Communes in it that go first in digital transformation'),
  }),
);
export type Figures = z.infer<typeof figures>;

const statusOfUnit = z.object({ unit: z.object({ id: integer, code: z.string(), name: z.string(), shortName: z.string() }), figures });
export type StatusOfUnit = z.infer<typeof statusOfUnit>;

/** Figures of every unit of a level, and of the whole. */
export const status = answerNamed(
  'Status',
  z.object({
    asOf: z.iso.date().nullable(),
    unitsAsOf: z.iso.date().nullable(),
    level: z.enum(LEVELS),
    items: z.array(statusOfUnit),
    total: figures,
  }),
);
export type Status = z.infer<typeof status>;

/** Figures of one unit, or of the whole, on days. */
export const series = answerNamed('Series', listOf(z.object({ day: z.iso.date(), figures })).extend({ unit: integer.nullable() }));

const dayOfChange = z.object({ day: z.iso.date(), changes: integer.describe('Versions of records that began on it') });
export type DayOfChange = z.infer<typeof dayOfChange>;

/** When the register and the units under it changed. */
export const registerLifeAnswer = answerNamed(
  'RegisterLife',
  z.object({ today: z.iso.date(), days: z.array(dayOfChange), unitDays: z.array(z.iso.date()).describe('First days of generations of administrative units') }),
);
export type RegisterLife = z.infer<typeof registerLifeAnswer>;
