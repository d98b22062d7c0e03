import type { Figures, Id, KindName, UnitFeature, UnitLevel } from '../api-types';

/** Figures of one unit through the life of the register. */
export interface Series {
  unit: Id | null;
  items: { day: string; figures: Figures }[];
}

export interface RegisterLife {
  today: string;
  days: { day: string; changes: number }[];
  unitDays: string[];
}

export interface NamedUnit {
  id: Id;
  name: string;
  level: UnitLevel;
  validFrom: string;
  validTo: string | null;
}
export type OneUnit = UnitFeature & Record<'parents' | 'children' | 'before' | 'after', NamedUnit[]>;

export interface Sender {
  code: string;
  name: string;
  decidedAt: string | null;
  kind: KindName | null;
  records: number;
  submissionId: Id | null;
}
