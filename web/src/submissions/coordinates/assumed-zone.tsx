import { Link } from 'react-router';
import type { Submission } from '../types';
import { useWords } from '../../text';
import { Note } from '../../ui/note';

/** Names the zone that nobody has confirmed yet, wherever something is decided on places read in it. */
export function AssumedZone({ submission, to }: { submission: Submission; to?: { pathname: string; search: string } }) {
  const { say } = useWords();
  const { crs } = submission;
  if (!crs?.assumed) return null;
  return (
    <Note tone="warn" testid="assumed-zone">
      {say('wizard.crs.assumed', { system: say(`crs.${crs.code.replace(':', '')}`) })} {to && <Link to={to}>{say('wizard.crs.toConfirm')}</Link>}
    </Note>
  );
}
