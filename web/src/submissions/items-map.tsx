import { useMemo } from 'react';
import type { Item, RecordFeature } from '../api-types';
import { MiniMap } from '../map/mini-map';
import { useWords } from '../text';
import { worstOf } from './badges';
import { useItems } from './queries';

/** Enough to see where a package lies; the table has the rest. */
const MOST = 1000;
const COLOURS = { error: '#c81e1e', warning: '#d98200', info: '#14758e', none: '#14758e' };

const featureOf = (item: Item): RecordFeature[] =>
  item.geometry
    ? [
        {
          type: 'Feature',
          id: item.id,
          geometry: item.geometry,
          properties: { markColour: COLOURS[worstOf(item) ?? 'none'], markCross: worstOf(item) === 'error' },
        },
      ]
    : [];

export function ItemsMap({ id, selected, choose, className }: { id: string; selected: string | null; choose?: (item: string) => void; className?: string }) {
  const { say } = useWords();
  const items = useItems(id, {}, MOST);
  const sets = useMemo(() => {
    // Those with errors go last, on top of the others.
    const features = (items.data?.pages[0]?.items ?? []).flatMap(featureOf).sort((a, b) => Number(a.properties.markCross) - Number(b.properties.markCross));
    return [{ kind: 'bts-stations' as const, features }];
  }, [items.data]);
  return <MiniMap className={className} sets={sets} selected={selected} choose={choose} label={say('check.map')} />;
}
