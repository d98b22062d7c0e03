import { Text } from '@mantine/core';
import type { Geometry, Position } from 'geojson';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Id, RecordFeature, Values } from '../api-types';
import type { Companion, Item, Neighbour } from '../submissions/types';
import { MiniMap } from '../map/mini-map';
import { useRegistry } from '../records/registry';
import { useRowWords } from '../submissions/row-words';
import { useWords } from '../text';
import { formatLength } from '../text/format';
import { useNeighbours } from './queries';
import css from './review.module.css';

const REACH_M = 300;
const [NEW, OLD, NEAR, TOGETHER] = ['#0a6478', '#8a3b12', '#616e7a', '#4b5bb5'];

/** Where the item lies and lay before, and what stands around it. */
export function ItemMap({ id, item, open }: { id: string; item: Item; open: (item: Id) => void }) {
  const { say } = useWords();
  const neighbours = useNeighbours(id, item.id);
  const [selected, setSelected] = useState<string | null>(null);
  const near = neighbours.data?.items;
  const together = neighbours.data?.package;
  const { own, sets } = useMemo(() => features(item, near ?? [], together ?? []), [item, near, together]);
  return (
    <div className={css.place}>
      {own.length > 0 ? (
        <MiniMap
          className={css.map}
          sets={sets}
          around={own}
          label={say('review.map')}
          vintage="communes2020"
          nearest={16}
          selected={selected}
          choose={setSelected}
        />
      ) : (
        <Text size="sm" c="dimmed">
          {say('desk.noPlace')}
        </Text>
      )}
      {item.movedM !== null && item.movedM > 0 && (
        <Text size="xs" c="dimmed">
          {say('review.mapKey')}
        </Text>
      )}
      {near && <h4 className={css.heading}>{say('desk.neighbours', { count: near.length })}</h4>}
      {near?.length === 0 && (
        <Text size="sm" c="dimmed">
          {say('desk.noNeighbours')}
        </Text>
      )}
      <ul className={css.neighbours}>
        {(near ?? []).map((one) => (
          <NeighbourRow key={keyOf(one)} neighbour={one} selected={selected} select={setSelected} />
        ))}
      </ul>
      {together && together.length > 0 && <h4 className={css.heading}>{say('desk.companions', { count: together.length })}</h4>}
      <ul className={css.neighbours} data-testid="companions">
        {(together ?? []).map((one) => (
          <CompanionRow key={one.id} companion={one} selected={selected} select={setSelected} open={open} />
        ))}
      </ul>
    </div>
  );
}

interface Selecting {
  selected: string | null;
  select: (key: string | null) => void;
}

interface RowProps extends Selecting {
  /** Under which it is drawn on the map. */
  mapKey: string;
  place: Companion | Neighbour;
  more: (string | null)[];
  /** The way to it. */
  children: ReactNode;
}

/** What stands or would stand near: how far, the way to it, and what it is. */
function PlaceRow({ mapKey, place, more, selected, select, children }: RowProps) {
  const { say } = useWords();
  return (
    <li data-selected={selected === mapKey || undefined}>
      <button type="button" className="link" aria-label={say('desk.showNeighbour', { code: place.code ?? nameOf(place) })} onClick={() => select(mapKey)}>
        {formatLength(Math.round(place.distanceM))}
      </button>
      <span>
        {children}
        <br />
        <Text span size="xs" c="dimmed">
          {more.filter(Boolean).join(' · ')}
        </Text>
      </span>
    </li>
  );
}

function CompanionRow({ companion, open, ...selecting }: Selecting & { companion: Companion; open: (item: Id) => void }) {
  const { say } = useWords();
  const rowWords = useRowWords();
  const { id, row, change } = companion;
  const key = companionKey(companion);
  const show = () => selecting.select(key);
  return (
    <PlaceRow mapKey={key} place={companion} more={[rowWords(row), say(`change.${change}`)]} {...selecting}>
      <button type="button" className="link" onMouseEnter={show} onFocus={show} onClick={() => open(id)}>
        {nameOf(companion)}
      </button>
    </PlaceRow>
  );
}

function NeighbourRow({ neighbour, ...selecting }: Selecting & { neighbour: Neighbour }) {
  const { say } = useWords();
  const { organization } = useRegistry();
  const { kind, id, owner, shareable } = neighbour;
  const key = keyOf(neighbour);
  const show = () => selecting.select(key);
  return (
    <PlaceRow mapKey={key} place={neighbour} more={[say(`kindShort.${kind}`), organization(owner), shareable ? say('desk.shareable') : null]} {...selecting}>
      <Link to={`/records/${kind}/${id}`} target="_blank" onMouseEnter={show} onFocus={show}>
        {nameOf(neighbour)}
      </Link>
    </PlaceRow>
  );
}

/** An item that is not finished may have neither. */
const nameOf = ({ code, name }: Companion | Neighbour): string => (code && name && code !== name ? `${code} · ${name}` : (code ?? name ?? '–'));
const keyOf = ({ kind, id }: Neighbour): string => `${kind}:${id}`;
const companionKey = ({ id }: Companion): string => `item:${id}`;
const mark = (id: string, geometry: Geometry, properties: Values): RecordFeature => ({ type: 'Feature', id, geometry, properties });

/** The old place dashed, the new one solid, a thin line between, the circle within which neighbours were looked for, and these. */
function features(item: Item, near: Neighbour[], together: Companion[]) {
  const old = item.before?.geometry ?? null;
  const now = item.geometry ?? old;
  const moved = old && item.geometry && item.movedM;
  const own = [
    ...(moved ? [mark('old', old, { markColour: OLD, markOld: true })] : []),
    ...(moved && old.type === 'Point' && item.geometry?.type === 'Point'
      ? [mark('move', { type: 'LineString', coordinates: [old.coordinates, item.geometry.coordinates] }, { markColour: OLD, markThin: true })]
      : []),
    ...(now ? [mark('new', now, { markColour: NEW })] : []),
  ];
  const around = now?.type === 'Point' ? [mark('reach', circle(now.coordinates), { markColour: NEAR, markThin: true, markOld: true })] : [];
  const others = near.map((one) => mark(keyOf(one), one.geometry, { markColour: NEAR, markThin: one.geometry.type !== 'Point' }));
  const proposed = together.map((one) => mark(companionKey(one), one.geometry, { markColour: TOGETHER, markThin: one.geometry.type !== 'Point' }));
  return { own: [...own, ...around], sets: [{ kind: 'bts-stations' as const, features: [...around, ...others, ...proposed, ...own] }] };
}

const METRES_OF_A_DEGREE = 111_320;

function circle([lon, lat]: Position): Geometry {
  const [dx, dy] = [REACH_M / (METRES_OF_A_DEGREE * Math.cos((lat! * Math.PI) / 180)), REACH_M / METRES_OF_A_DEGREE];
  const coordinates = Array.from({ length: 65 }, (_, index) => {
    const angle = (index / 32) * Math.PI;
    return [lon! + dx * Math.cos(angle), lat! + dy * Math.sin(angle)];
  });
  return { type: 'LineString', coordinates };
}
