import type { Geometry, Position } from 'geojson';
import { useMemo } from 'react';
import type { UnitFeature } from '../api-types';
import { holds, positions } from '../map/geometry';
import { useUnits } from '../status/queries';
import { distanceM, lengthM } from './measure';

export interface UnitsAt {
  /** Communes with their districts, as they were before 1 July 2025. */
  before: string[];
  now: string[];
  /** Some of it lies in no unit. */
  outside: boolean;
  commune: UnitFeature | null;
}
export type Find = (geometry: Geometry) => UnitsAt;

/** Looks up where a geometry lies, by places along it; quick enough for every move of the hand. */
export function useUnitsAt(): Find {
  const old = useUnits('communes2020').data?.features;
  const present = useUnits('communes2025').data?.features;
  return useMemo(() => {
    return (geometry) => {
      const places = along(geometry);
      const [first, second] = [old, present].map((units) => unitsAlong(units, places));
      const names = (found: (UnitFeature | undefined)[]) => [...new Set(found.flatMap((unit) => (unit ? [nameOf(unit)] : [])))];
      return {
        before: names(first!),
        now: names(second!),
        outside: !!old && !!present && places.some((_, index) => !first![index] && !second![index]),
        commune: first![0] ?? null,
      };
    };
  }, [old, present]);
}

const STEP_M = 100;
const MOST_STEPS = 200;

/** Vertices, and of lines what lies between them as well: a long piece may run through a commune without a vertex in it. */
function along(geometry: Geometry): Position[] {
  if (geometry.type === 'MultiLineString') return geometry.coordinates.flatMap((coordinates) => along({ type: 'LineString', coordinates }));
  if (geometry.type !== 'LineString') return positions(geometry);
  const line = geometry.coordinates;
  const step = Math.max(STEP_M, lengthM(line) / MOST_STEPS);
  return line.flatMap((to, index) => (index ? [...between(line[index - 1]!, to, step), to] : [to]));
}

function between(from: Position, to: Position, step: number): Position[] {
  const pieces = Math.ceil(distanceM(from, to) / step);
  return Array.from({ length: Math.max(0, pieces - 1) }, (_, n) => [0, 1].map((axis) => from[axis]! + ((to[axis]! - from[axis]!) * (n + 1)) / pieces));
}

/** The unit of each place. Mostly it is that of the place before. */
function unitsAlong(units: UnitFeature[] | undefined, places: Position[]): (UnitFeature | undefined)[] {
  let last: UnitFeature | undefined;
  return places.map((place) => (last = last && holds(last.geometry, place) ? last : units?.find((unit) => holds(unit.geometry, place))));
}

const nameOf = ({ properties: { name, parentName, level, validTo } }: UnitFeature): string =>
  level === 'commune' && validTo && parentName ? `${name}, ${parentName}` : name;
