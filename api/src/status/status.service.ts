import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { row, rows, sql, type Runner } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import type { RecordQuery } from '../registry/record-query.js';
import { registerMark } from '../registry/register-mark.js';
import { unitsOn, type Level } from '../units/units.service.js';
import { SumsService } from '../sums/sums.service.js';
import type { Figures, Status, StatusOfUnit } from './answers.js';
import { factsOfUnits } from './unit-facts.js';
import { FIGURES, type FigureName } from './figures.js';
import { emptyFiguresOf, figuresOf } from './figures.sql.js';

export interface StatusQuery {
  level: Level;
  asOf?: string;
  /** Which generation of units; absent: those of `asOf`. */
  unitsAsOf?: string;
  owner?: string[];
  q?: string;
  bbox?: RecordQuery['bbox'];
  within?: RecordQuery['within'];
}

type Counted = Map<number | null, Partial<Record<FigureName, Record<string, unknown>>>>;
type Zeros = Record<FigureName, Record<string, unknown>>;

/** Answers kept; those of 136 communes take half a megabyte. */
const MOST_KNOWN = 32;

/** The query as the list of a kind would take it. */
export const recordQueryOf = (kind: Kind, query: StatusQuery): RecordQuery => ({
  asOf: query.asOf,
  q: query.q,
  bbox: query.bbox,
  within: query.within,
  equal: query.owner ? { [kind.ownerField]: query.owner } : {},
  min: {},
  max: {},
});

@Injectable()
export class StatusService {
  private zeros?: Zeros;
  private readonly known = new Map<string, Status>();

  constructor(
    private readonly database: DataSource,
    private readonly sums: SumsService,
  ) {}

  /** Figures of every unit of a level, and of the whole. */
  async status(viewer: Viewer, query: StatusQuery): Promise<Status> {
    await this.sums.catchUp();
    // One view of the register for all figures, and for whether the sums fit it.
    return this.database.transaction('REPEATABLE READ', (manager) => this.once(manager, viewer, query));
  }

  /** Counted once for each state of the register, day and scope: the mark is read in the view of the register that is counted. */
  private async once(on: Runner, viewer: Viewer, query: StatusQuery): Promise<Status> {
    const key = JSON.stringify([await registerMark(on), viewer.role, viewer.organization?.code, viewer.unit?.id, query]);
    const known = this.known.get(key);
    if (known) return known;
    const status = await this.figures(on, viewer, query);
    this.known.set(key, status);
    // A map keeps the order in which things came: the oldest goes.
    if (this.known.size > MOST_KNOWN) this.known.delete(this.known.keys().next().value!);
    return status;
  }

  private async figures(on: Runner, viewer: Viewer, query: StatusQuery): Promise<Status> {
    const units = await rows<StatusOfUnit['unit']>(
      on,
      sql`select u.id, u.code, u.name, u.short_name as "shortName" from (${unitsOn(query.level, query.unitsAsOf ?? query.asOf)}) u order by u.code`,
    );
    const ids = units.map((unit) => unit.id);
    const facts = await factsOfUnits(on, ids, query.asOf);
    const byUnit = await this.counted(on, viewer, query, ids);
    const nothing = await this.nothing(on);
    const figuresFor = (unit: number | null): Figures => {
      const { tidying, ...known } = facts.get(unit)!;
      const figures = { ...nothing, ...byUnit.get(unit) };
      return { ...figures, cables: { ...figures.cables, ...tidying }, ...known } as Figures;
    };
    return {
      asOf: query.asOf ?? null,
      unitsAsOf: query.unitsAsOf ?? query.asOf ?? null,
      level: query.level,
      items: units.map((unit) => ({ unit, figures: figuresFor(unit.id) })),
      total: figuresFor(null),
    };
  }

  private async counted(on: Runner, viewer: Viewer, query: StatusQuery, units: number[]): Promise<Counted> {
    const summed = await this.sums.fit(on);
    const byUnit: Counted = new Map();
    for (const entry of FIGURES) {
      const found = await rows<{ unit: number | null; figures: Record<string, unknown> }>(
        on,
        figuresOf(entry, viewer, recordQueryOf(kindNamed(entry.kind), query), units, summed),
      );
      for (const { unit, figures } of found) byUnit.set(unit, { ...byUnit.get(unit), [entry.name]: figures });
    }
    return byUnit;
  }

  /** The figures of a unit without records: the same shape with zeros, the same for everybody. */
  private async nothing(on: Runner): Promise<Zeros> {
    if (!this.zeros) {
      const zeros = {} as Zeros;
      for (const entry of FIGURES) zeros[entry.name] = (await row<{ figures: Record<string, unknown> }>(on, emptyFiguresOf(entry)))!.figures;
      this.zeros = zeros;
    }
    return this.zeros;
  }
}
