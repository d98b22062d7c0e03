import { Button } from '@mantine/core';
import type * as L from 'leaflet';
import { useWords } from '../../text';
import { Card } from './card';
import { areaM2, areaText, lengthM, lengthText } from './geodesy';
import css from './tools.module.css';
import { useDrawing } from './use-drawing';

/** Length along the corners put down, or the area they hold, on the ellipsoid. */
export default function Measure({ map, closed, close }: { map: L.Map; closed: boolean; close: () => void }) {
  const { say } = useWords();
  const { corners, ended, pointer, finish, undo, restart } = useDrawing(map, { closed, cancel: close });
  const name = closed ? 'area' : 'length';
  const shown = pointer && !ended && corners.length ? [...corners, pointer] : corners;
  const enough = shown.length >= (closed ? 3 : 2);
  return (
    <Card title={say(`tool.${name}.name`)} close={close} testid="measure">
      <p className={css.help}>
        {say(ended ? 'tool.again' : 'tool.draw')} {!ended && <span className={css.keys}>{say('tool.drawKeys')}</span>}
      </p>
      {enough && (
        <p className={css.result} data-testid="measured">
          {closed ? areaText(areaM2(shown)) : lengthText(lengthM(shown))}
          <small>
            {closed
              ? say('tool.area.around', { length: lengthText(lengthM([...shown, shown[0]!])) })
              : say('tool.length.last', { length: lengthText(lengthM(shown.slice(-2))), count: shown.length - 1 })}
          </small>
        </p>
      )}
      {/* What is measured at every move of the pointer would be too much to hear. */}
      <span className="hidden" aria-live="polite">
        {corners.length >= (closed ? 3 : 2) && (closed ? areaText(areaM2(corners)) : lengthText(lengthM(corners)))}
      </span>
      {corners.length > 0 && (
        <div className={css.buttons}>
          <Button size="compact-sm" variant="default" onClick={undo}>
            {say('tool.undo')}
          </Button>
          {!ended && (
            <Button size="compact-sm" variant="default" disabled={corners.length < (closed ? 3 : 2)} onClick={finish}>
              {say('tool.finish')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={restart}>
            {say('tool.restart')}
          </Button>
        </div>
      )}
    </Card>
  );
}
