import { useMemo } from 'react';
import type { Status, Text, UnitFeature } from '../api-types';
import { quantileClasses, type Classes } from '../status/classes';
import type { Indicator } from '../status/indicators';
import { useWords } from '../text';
import type { Label } from './label-layer';
import type { UnitPaint } from './unit-layer';

export interface UnitFigures {
  values: Map<string, number | null>;
  classes: Classes;
  paints: Map<string, UnitPaint>;
  labels: Label[];
  /** Units in the order of the figure, those without one last. */
  rows: { unit: UnitFeature; value: number | null; colour: string | null; flagged: boolean }[];
  /** Who says that tidying has not been undertaken in the flagged units. */
  flagSource: Text | null;
  /** Where the units' own figures come from, when that is not the register. */
  source: Text | null;
}

/** The indicator, unit by unit, as the map, the legend and the table need it. */
export function useUnitFigures(units: UnitFeature[] | undefined, status: Status | undefined, indicator: Indicator): UnitFigures {
  const { say } = useWords();
  const notDone = say('tidying.notDone');
  return useMemo(() => {
    const figures = new Map(status?.items.map((item) => [String(item.unit.id), item.figures]));
    const flagged = (unit: UnitFeature) => indicator.group === 'cables' && figures.get(String(unit.id))?.cables.tidyingUndertaken === false;
    const values = new Map(
      (units ?? []).map((unit) => {
        const found = figures.get(String(unit.id));
        return [String(unit.id), found ? indicator.value(found) : null];
      }),
    );
    const classes = quantileClasses([...values.values()]);
    const rows = (units ?? []).map((unit) => {
      const value = values.get(String(unit.id)) ?? null;
      return { unit, value, colour: classes.colourOf(value), flagged: flagged(unit) };
    });
    rows.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || a.unit.properties.shortName.localeCompare(b.unit.properties.shortName, 'vi'));
    return {
      values,
      classes,
      rows,
      paints: new Map((status ? rows : []).map(({ unit, colour, flagged: flag }) => [String(unit.id), { colour, flagged: flag }])),
      labels: rows.map(({ unit, flagged: flag }) => ({ unit, note: flag ? notDone : null, rank: (flag ? -1e6 : 0) - unit.properties.areaKm2 })),
      source: indicator.group === 'broadband' ? ([...figures.values()].find((one) => one.broadband)?.broadband?.source ?? null) : null,
      flagSource: [...figures.values()].find((one) => one.cables.tidyingUndertaken === false)?.cables.tidyingSource ?? null,
    };
  }, [units, status, indicator, notDone]);
}
