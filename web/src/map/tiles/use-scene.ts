import { useMemo } from 'react';
import type { KindName } from '../../api-types';
import type { Filter } from '../../records/filter';
import { useRegistry } from '../../records/registry';
import { formatNumber } from '../../text/format';
import { useWords } from '../../text';
import type { MapState } from '../map-state';
import { ownersOf } from './colouring';
import type { RecordScene } from './scene';

/** What the address says is to be drawn; the same object as long as nothing of it has changed. */
export function useScene(state: MapState, filter: Filter, queryOf: (kind: KindName) => URLSearchParams | null): RecordScene {
  const { organizations } = useRegistry();
  const { language } = useWords();
  const owners = useMemo(() => ownersOf(organizations), [organizations]);
  const dismantled = state.dismantled || (filter.get('status')?.includes('dismantled') ?? false);
  const { colouring, selection } = state;
  const selected = selection?.type === 'record' ? `${selection.kind}:${selection.id}` : '';
  const layers = JSON.stringify(
    state.layers.flatMap((kind) => {
      const query = queryOf(kind);
      return query ? [{ kind, query: query.toString() }] : [];
    }),
  );
  return useMemo(() => {
    const [kind, id] = selected.split(':');
    return {
      layers: JSON.parse(layers) as RecordScene['layers'],
      colouring,
      owners,
      dismantled,
      selected: id ? { kind: kind as KindName, id } : null,
      // Numbers are written in the language of the page: another language is another scene.
      write: language ? formatNumber : String,
    };
  }, [layers, colouring, owners, dismantled, selected, language]);
}
