import type { Submission } from '../types';
import { useRegistry } from '../../records/registry';
import { useWords } from '../../text';
import { MarkSign } from '../coordinates/place-legend';
import { PointsMap } from '../coordinates/points-map';
import { useShapes } from '../coordinates/use-shapes';
import { usePoints } from '../reading-queries';
import css from '../submissions.module.css';

const NO_POINTS: never[] = [];
const SIGNS = [
  ['bad', 'severity.error'],
  ['note', 'severity.warning'],
  ['in', 'wizard.check.fine'],
] as const;

interface Props {
  submission: Submission;
  selected: string | null;
  choose: (item: string) => void;
}

/** Where the rows lie and how they fared; a click chooses the row. */
export function CheckMap({ submission, selected, choose }: Props) {
  const { say } = useWords();
  const id = String(submission.id);
  const points = usePoints(id);
  const shapes = useShapes(id, useRegistry().kind(submission.kind)!);
  const all = points.data?.items ?? NO_POINTS;
  if (points.isSuccess && all.length === 0) return null;
  return (
    <div>
      <PointsMap
        className={css.sideMap}
        points={all}
        shapes={shapes}
        by="findings"
        selected={selected === null ? null : Number(selected)}
        choose={(item) => choose(String(item))}
        label={say('check.map')}
      />
      <ul className={css.signs}>
        {SIGNS.map(([mark, text]) => (
          <li key={mark}>
            <MarkSign mark={mark} /> {say(text)}
          </li>
        ))}
      </ul>
    </div>
  );
}
