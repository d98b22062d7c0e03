import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { RecordFeature } from '../api-types';
import type { Conflict } from '../submissions/types';
import { MiniMap } from '../map/mini-map';
import { useWords } from '../text';
import css from './review.module.css';

const COLOURS = { base: '#616e7a', register: '#8a3b12', proposed: '#0a6478' };

/** The three places: as it was thin and dashed, as it is now dashed, as it would be solid. */
export function ConflictMap({ conflict }: { conflict: Conflict }) {
  const { say } = useWords();
  const sets = useMemo(() => {
    const features = (['base', 'register', 'proposed'] as const).flatMap((side): RecordFeature[] => {
      const geometry = conflict[side]?.geometry;
      const properties = { markColour: COLOURS[side], markOld: side !== 'proposed', markThin: side === 'base' };
      return geometry ? [{ type: 'Feature', id: side, geometry, properties }] : [];
    });
    return [{ kind: 'bts-stations' as const, features }];
  }, [conflict]);
  return (
    <div>
      <MiniMap className={css.map} sets={sets} label={say('desk.conflict.map')} vintage="communes2020" nearest={17} />
      <Text size="xs" c="dimmed">
        {say('desk.conflict.mapKey')}
      </Text>
    </div>
  );
}
