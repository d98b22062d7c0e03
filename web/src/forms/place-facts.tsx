import { Button } from '@mantine/core';
import { useWords } from '../text';
import { formatLength, formatNumber } from '../text/format';
import { Note } from '../ui/note';
import { otherReadings, type Entry } from './entry';
import css from './geometry-editor.module.css';
import { measure } from './measure';
import type { Drawn } from './shapes';
import { useUnitsAt, type Find } from './units-at';

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
