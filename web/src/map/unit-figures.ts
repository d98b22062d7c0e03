import { useMemo } from 'react';
import type { Figures, Status, Text, UnitFeature } from '../api-types';
import { changeClasses, classesOf, flagClasses, type Classes, type Method } from '../status/classes';
import { WITHOUT_LAND, type Indicator } from '../status/indicators';
import { useWords } from '../text';
import type { Label } from './label-layer';
import type { UnitPaint } from './unit-layer';

export interface UnitRow {
  unit: UnitFeature;
  /** The figure, or what it changed by. */
  value: number | null;
  /** In a comparison: the figure on both days. */
  days: { before: number | null; now: number | null } | null;
  colour: string | null;
  /** Why the unit stands out whatever its class, in words. */
  flag: string | null;
}

export interface UnitFigures {
  values: Map<string, number | null>;
  classes: Classes;
  paints: Map<string, UnitPaint>;
  labels: Label[];
  /** Units in the order of the figure, those without one last. */
  rows: UnitRow[];
  /** Whether units with a flag are outlined. */
  outlined: boolean;
  /** Whether the values are changes between two days. */
  change: boolean;
  /** Who says that tidying has not been undertaken in the flagged units. */
  flagSource: Text | null;
  /** Where the units' own figures come from, when that is not the register. */
  source: Text | null;
}

/** Shares are rounded by the server to four decimals; what is left behind them is arithmetic, not change. */
const difference = (now: number | null, then: number | null): number | null => (now === null || then === null ? null : Math.round((now - then) * 1e6) / 1e6);

const byUnit = (status: Status | null | undefined) => new Map<string, Figures>(status?.items.map((item) => [String(item.unit.id), item.figures]));

/** The indicator, unit by unit, as the map, the legend and the table need it. `before`: figures of the other day; null: no comparison. */
export function useUnitFigures(
  units: UnitFeature[] | undefined,
  status: Status | undefined,
  before: Status | null | undefined,
  indicator: Indicator,
  method: Method,
): UnitFigures {
  const { say } = useWords();
  return useMemo(() => {
    const [figures, earlier] = [byUnit(status), byUnit(before)];
    const flagOf = flagWords(indicator, say);
    const ready = status !== undefined && before !== undefined;
    const found = (units ?? []).map((unit) => {
      const id = String(unit.id);
      const value = (of: Map<string, Figures>) => (of.has(id) ? indicator.value(of.get(id)!) : null);
      const days = before === null ? null : { before: value(earlier), now: value(figures) };
      return { unit, days, value: days ? difference(days.now, days.before) : value(figures), flag: figures.has(id) ? flagOf(figures.get(id)!) : null };
    });
    const values = found.map((row) => row.value);
    const classes = before !== null ? changeClasses(values, method) : indicator.format === 'flag' ? flagClasses(values) : classesOf(values, method);
    const rows: UnitRow[] = found.map((row) => ({ ...row, colour: classes.colourOf(row.value) }));
    // An outline around nearly everything points at nothing; the words stay.
    const outlined = indicator.group === 'cables' || rows.filter((row) => row.flag).length * 2 <= rows.length;
    rows.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || byName(a, b));
    return {
      values: new Map(rows.map(({ unit, value }) => [String(unit.id), value])),
      classes,
      rows,
      outlined,
      change: before !== null,
      paints: new Map((ready ? rows : []).map(({ unit, colour, flag }) => [String(unit.id), { colour, flagged: outlined && flag !== null }])),
      labels: rows.map(({ unit, flag }) => ({ unit, note: flag, rank: (flag ? -1e6 : 0) - unit.properties.areaKm2 })),
      source: indicator.group === 'broadband' ? ([...figures.values()].find((one) => one.broadband)?.broadband?.source ?? null) : null,
      flagSource:
        indicator.group === 'cables' ? ([...figures.values()].find((one) => one.cables.tidyingUndertaken === false)?.cables.tidyingSource ?? null) : null,
    };
  }, [units, status, before, indicator, method, say]);
}

export const byName = (a: UnitRow, b: UnitRow): number => a.unit.properties.shortName.localeCompare(b.unit.properties.shortName, 'vi');

/** What a unit is pointed out for under an indicator: no tidying where cable is looked at, no land where land is. */
function flagWords(indicator: Indicator, say: (key: string, values?: Record<string, number>) => string): (figures: Figures) => string | null {
  if (indicator.group === 'cables') return ({ cables }) => (cables.tidyingUndertaken === false ? say('tidying.notDone') : null);
  if (indicator.group !== 'sites') return () => null;
  return ({ sites }) => {
    const count = WITHOUT_LAND.split(',').reduce((sum, stage) => sum + (sites.byStage[stage] ?? 0), 0);
    return count ? say('status.noLand', { count }) : null;
  };
}
