import { Button } from '@mantine/core';
import type { Geometry, Position } from 'geojson';
import { useMemo } from 'react';
import type { UnitFeature } from '../api-types';
import { holds, positions } from '../map/geometry';
import { useUnits } from '../status/queries';
import { useWords } from '../text';
import { formatLength, formatNumber } from '../text/format';
import { Note } from '../ui/note';
import { otherReadings, type Entry } from './entry';
import css from './geometry-editor.module.css';
import { distanceM, lengthM, measure } from './measure';
import type { Drawn } from './shapes';

/** How long or large it is, and in which units of both maps it lies; live while it is being drawn. */
export function PlaceFacts({ geometry, entry, move }: { geometry: Drawn | null; entry: Entry; move: (to: Drawn, entry?: Entry) => void }) {
  const { say } = useWords();
  const find = useUnitsAt();
  const size = measure(geometry);
  const places = geometry ? find(geometry) : null;
  return (
    <div className={css.facts} data-testid="place-facts">
      <p aria-live="polite">
        {size && (
          <strong data-testid="measure">
            {'areaM2' in size
              ? say('form.area', { area: formatNumber(size.areaM2, 1), length: formatNumber(size.lengthM, 1) })
              : say('form.length', { length: formatNumber(size.lengthM, 1), about: size.lengthM < 1000 ? '' : ` (${formatLength(size.lengthM)})` })}
          </strong>
        )}{' '}
        {places?.before.length ? say('form.liesIn', { units: places.before.join('; ') }) : null}{' '}
        {places?.now.length ? say('form.liesNowIn', { units: places.now.join('; ') }) : null}
      </p>
      {places?.outside && <Outside geometry={geometry!} entry={entry} find={find} move={move} />}
    </div>
  );
}

/** Outside the province, mostly because the numbers were read the wrong way: says what would put it inside. */
function Outside({ geometry, entry, find, move }: { geometry: Drawn; entry: Entry; find: Find; move: (to: Drawn, entry?: Entry) => void }) {
  const { say } = useWords();
  const ways = geometry.type === 'Point' ? otherReadings(entry, geometry.coordinates) : [];
  const inside = ways.flatMap(({ how, at }) => {
    const found = find({ type: 'Point', coordinates: at });
    return found.outside ? [] : [{ how, at, name: found.before[0] ?? found.now[0] ?? '' }];
  })[0];
  return (
    <Note tone="warn" role="status">
      {say('form.outside')}{' '}
      {inside && (
        <>
          {say(inside.how === 'swapped' ? 'form.swappedInside' : 'form.zoneInside', { unit: inside.name, zone: say(`form.entry.${key(inside.how)}`) })}{' '}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => move({ type: 'Point', coordinates: inside.at }, inside.how === 'swapped' ? undefined : inside.how)}
          >
            {say('form.readSo')}
          </Button>
        </>
      )}
    </Note>
  );
}

/** Names of systems stand under keys without the colon. */
export const key = (entry: string): string => entry.replace(':', '');

export interface UnitsAt {
  /** Communes with their districts, as they were before 1 July 2025. */
  before: string[];
  now: string[];
  /** Some of it lies in no unit. */
  outside: boolean;
  commune: UnitFeature | null;
}
type Find = (geometry: Geometry) => UnitsAt;

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
