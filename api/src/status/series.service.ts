import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { rows } from '../database/sql.js';
import { kindNamed } from '../registry/kinds.js';
import { factsOfUnits } from './unit-facts.js';
import { FIGURES, type FigureName } from './figures.js';
import { registerLife } from './register-days.js';
import { seriesOf } from './series.sql.js';
import type { Figures } from './answers.js';
import { recordQueryOf, type StatusQuery } from './status.service.js';

export interface SeriesQuery extends Pick<StatusQuery, 'owner' | 'q'> {
  unit?: number;
  /** The last day; absent: today. */
  to?: string;
}

/** Points in a series. More would make a line no clearer and the answer slower. */
const MOST_DAYS = 12;

/** Days of change are shown as they are where there are so few. */
const FEW_CHANGES = 6;

/**
 * The last days of quarters between two days and the last day itself, oldest first; of a long time every second, third … quarter.
 * With them the first day, on which the register begins, and the days of change where they are few.
 */
export function seriesDays(changes: string[], last: string, most = MOST_DAYS): string[] {
  const before = changes.filter((day) => day < last);
  const first = before[0] ?? last;
  const ends: string[] = [];
  for (let quarter = Number(first.slice(0, 4)) * 4 + Math.floor((Number(first.slice(5, 7)) - 1) / 3); ; quarter++) {
    const end = new Date(Date.UTC(Math.floor(quarter / 4), (quarter % 4) * 3 + 3, 0)).toISOString().slice(0, 10);
    if (end >= last) break;
    if (end > first) ends.push(end);
  }
  const step = Math.ceil(ends.length / (most - 2));
  const chosen = ends.filter((_, index) => (ends.length - 1 - index) % step === 0);
  return [...new Set([...(before.length <= FEW_CHANGES ? before : [first]), ...chosen, last])].sort();
}

@Injectable()
export class SeriesService {
  constructor(private readonly database: DataSource) {}

  /** The same figures as the status, of one unit or of the whole, on days through the register's life. */
  async series(viewer: Viewer, query: SeriesQuery) {
    const days = await this.days(viewer, query.to);
    const byDay = new Map<string, Partial<Record<FigureName, Record<string, unknown>>>>();
    for (const entry of FIGURES) {
      const found = await rows<{ day: string; figures: Record<string, unknown> }>(
        this.database,
        seriesOf(entry, viewer, recordQueryOf(kindNamed(entry.kind), { level: 'district', owner: query.owner, q: query.q }), query.unit ?? null, days),
      );
      for (const { day, figures } of found) byDay.set(day, { ...byDay.get(day), [entry.name]: figures });
    }
    const items = [];
    for (const day of days) items.push({ day, figures: await this.withFacts(byDay.get(day)!, query.unit, day) });
    return { unit: query.unit ?? null, items };
  }

  private async withFacts(counted: Partial<Record<FigureName, Record<string, unknown>>>, unit: number | undefined, day: string): Promise<Figures> {
    const { tidying, ...known } = (await factsOfUnits(this.database, unit ? [unit] : [], day)).get(unit ?? null) ?? NOTHING_KNOWN;
    return { ...counted, cables: { ...counted.cables, ...tidying }, ...known } as Figures;
  }

  private async days(viewer: Viewer, to: string | undefined): Promise<string[]> {
    const { today, days } = await registerLife(this.database, viewer);
    return seriesDays(
      days.map((one) => one.day),
      to && to < today ? to : today,
    );
  }
}

const NOTHING_KNOWN = { tidying: { tidyingUndertaken: null, tidyingSource: null }, broadband: null, digitalPilots: [] };
