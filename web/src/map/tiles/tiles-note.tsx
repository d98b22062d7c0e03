import { Button } from '@mantine/core';
import { useWords } from '../../text';
import css from '../map.module.css';
import type { RecordTiles } from './record-tiles';

/** Parts of the map could not be fetched: what is drawn is not all there is. */
export function TilesNote({ records, failed }: { records: RecordTiles | null; failed: boolean }) {
  const { say } = useWords();
  if (!failed) return null;
  return (
    <div className={css.tilesNote} role="alert">
      {say('layer.failed')}
      <Button size="compact-xs" variant="default" onClick={() => records?.refresh()}>
        {say('layer.again')}
      </Button>
    </div>
  );
}
