import { Button } from '@mantine/core';
import { IconList } from '@tabler/icons-react';
import { useWords } from '../../text';
import type { MapState, useMapState } from '../map-state';
import { lazyPart } from '../../ui/lazy-part';

/** Fetched by those who ask for it: the map itself is to come quickly. */
export const RecordList = lazyPart(() => import('./record-list'));

/** Opens the list of what is in view, beside the map. */
export function ListButton({ state, set }: { state: MapState; set: ReturnType<typeof useMapState>['set'] }) {
  const { say } = useWords();
  const [first] = state.layers;
  return (
    <Button
      size="xs"
      variant={state.list ? 'light' : 'default'}
      leftSection={<IconList size={16} />}
      aria-expanded={state.list !== null}
      disabled={!first}
      onClick={() => {
        set.select(null);
        set.list(state.list ? null : (first ?? null));
      }}
    >
      {say('layer.list.button')}
    </Button>
  );
}
