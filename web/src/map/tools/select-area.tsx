import { Button } from '@mantine/core';
import type * as L from 'leaflet';
import { useState } from 'react';
import { faultOf, ringText } from '../../../../api/src/geo/ring';
import type { Text } from '../../api-types';
import { useWords } from '../../text';
import { useUrlState } from '../../ui/use-url-state';
import { Card } from './card';
import { areaM2, areaText } from './geodesy';
import css from './tools.module.css';
import { useDrawing } from './use-drawing';

/** Draws the area whose records are wanted; it then stands in the address as part of the filter. */
export default function SelectArea({ map }: { map: L.Map }) {
  const { say, pick } = useWords();
  const { change } = useUrlState();
  const [fault, setFault] = useState<Text | null>(null);
  const close = () => change({ tool: null });
  const { corners, finish, undo, restart } = useDrawing(map, {
    closed: true,
    cancel: close,
    finished: (drawn) => {
      const wrong = faultOf(drawn);
      setFault(wrong);
      if (!wrong) change({ within: ringText(drawn), tool: null }, { push: true });
    },
  });
  return (
    <Card title={say('tool.select.name')} close={close} testid="select">
      <p className={css.help}>
        {say('tool.select.help')} <span className={css.keys}>{say('tool.select.keys')}</span>
      </p>
      {fault && (
        <p className={css.fault} role="alert">
          {pick(fault)}
        </p>
      )}
      {corners.length >= 3 && <p className={css.result}>{areaText(areaM2(corners))}</p>}
      {corners.length > 0 && (
        <div className={css.buttons}>
          <Button size="compact-sm" disabled={corners.length < 3} onClick={finish}>
            {say('tool.select.done')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={undo}>
            {say('tool.undo')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={restart}>
            {say('tool.restart')}
          </Button>
        </div>
      )}
    </Card>
  );
}
