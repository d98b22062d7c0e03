import { Link } from 'react-router';
import type { Submission } from '../types';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { Note } from '../../ui/note';
import { useCoordinates, useValues } from '../reading-queries';
import { VALUES } from '../columns/values-table';
import { useStepLink } from '../steps/step-bar';
import { mayReadAgain, unknownColumns } from '../steps/steps';

/** What the earlier steps left open or aside, said here because this is where a file opens by itself. */
export function CheckNotes({ submission }: { submission: Submission }) {
  return (
    <>
      <LeftOpen submission={submission} />
      <LeftAside submission={submission} />
    </>
  );
}

const MOST_TOLD = 3;

/** Rows and sheets of the file that were not taken in: nobody should look for them in vain. */
function LeftAside({ submission }: { submission: Submission }) {
  const { say, pick } = useWords();
  const to = useStepLink();
  const notes = submission.understood?.notes ?? [];
  if (!mayReadAgain(submission) || notes.length === 0) return null;
  return (
    <Note tone="info" testid="left-aside">
      {notes.slice(0, MOST_TOLD).map((note) => (
        <div key={note.vi}>{pick(note)}</div>
      ))}
      {notes.length > MOST_TOLD && <Link to={to('columns')}>{say('wizard.check.moreNotes', { count: notes.length - MOST_TOLD })}</Link>}
    </Note>
  );
}

function LeftOpen({ submission }: { submission: Submission }) {
  const { say } = useWords();
  const to = useStepLink();
  const id = String(submission.id);
  const mayRead = mayReadAgain(submission);
  const values = useValues(id, mayRead);
  const place = useCoordinates(id, mayRead);
  if (!mayRead) return null;
  const columns = unknownColumns(submission).length;
  const strange = values.data?.items.filter(({ code }) => code === null).length ?? 0;
  const outside = place.data?.outside ?? 0;
  const notes = [
    columns > 0 && { to: to('columns'), text: say('columns.unknown', { count: columns }), look: say('columns.look') },
    strange > 0 && { to: { ...to('columns'), hash: VALUES }, text: say('wizard.check.strange', { count: strange }), look: say('wizard.check.lookValues') },
    outside > 0 &&
      (place.data?.alternatives.length ?? 0) > 0 && {
        to: to('crs'),
        text: say('wizard.check.outside', { count: formatNumber(outside), inside: formatNumber(place.data!.alternatives[0]!.inside) }),
        look: say('wizard.check.lookPlaces'),
      },
  ].filter((one) => one !== false);
  if (notes.length === 0) return null;
  return (
    <Note tone="warn" testid="check-notes">
      {notes.map(({ to: there, text, look }) => (
        <div key={text}>
          {text} <Link to={there}>{look}</Link>
        </div>
      ))}
    </Note>
  );
}
