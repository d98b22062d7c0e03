import { Skeleton, Text } from '@mantine/core';
import { Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { HistoryEntry, KindName } from '../api-types';
import { useUser } from '../session/session';
import { useWords } from '../text';
import { formatInstant, formatLength } from '../text/format';
import { Empty } from '../ui/empty';
import { ProblemView } from '../ui/problem';
import { useHistory } from './queries';
import css from './records.module.css';
import { fieldOf, useRegistry } from './registry';
import { useValueWords } from './values';
import { lazyPart } from '../ui/lazy-part';

const RevertDialog = lazyPart(() => import('./revert-dialog'));

export function HistoryList({ kind, id }: { kind: KindName; id: string }) {
  const { say } = useWords();
  const history = useHistory(kind, id);
  if (history.isPending) return <Skeleton height={160} />;
  if (history.isError) return <ProblemView error={history.error} retry={() => void history.refetch()} />;
  if (history.data.items.length === 0) return <Empty title={say('history.none')} />;
  return (
    <ol className={css.history}>
      {history.data.items.map((entry) => (
        <Entry key={entry.revision} kind={kind} id={id} entry={entry} now={history.data.items[0]!.revision} />
      ))}
    </ol>
  );
}

/** What changed: the old struck through, the new bold. */
function Entry({ kind: name, id, entry, now }: { kind: KindName; id: string; entry: HistoryEntry; now: number }) {
  const { say, pick } = useWords();
  const words = useValueWords();
  const kind = useRegistry().kind(name)!;
  return (
    <li>
      <Text fw={600} size="sm">
        {say(`history.${entry.action}`)} · {formatInstant(entry.recordedAt)}
      </Text>
      <Text size="xs" c="dimmed">
        {[entry.recordedBy, entry.byAuthority && say('desk.history.byAuthority'), entry.reason].filter(Boolean).join(' · ')}
      </Text>
      {entry.submission && <Source {...entry.submission} byAuthority={entry.byAuthority} />}
      {/* At first everything is new; the card shows it. */}
      {entry.action !== 'create' && entry.changes.length > 0 && (
        <ul>
          {entry.changes.map(({ field, label, before, after }) => (
            <li key={field}>
              {pick(label)}: <del className="old">{words(fieldOf(kind, field), before) || say('empty')}</del> →{' '}
              <ins className="new">{words(fieldOf(kind, field), after) || say('empty')}</ins>
            </li>
          ))}
        </ul>
      )}
      {entry.movedM !== null && entry.movedM > 0 && <Text size="sm">{say('moved', { distance: formatLength(entry.movedM) })}</Text>}
      {entry.revision < now && entry.action !== 'delete' && <Revert kind={name} id={id} entry={entry} now={now} />}
    </li>
  );
}

/** Who sent it, with the words that came with it: of a retirement they say since when and why. */
function Source({ id, sender, message, fixed, byAuthority }: NonNullable<HistoryEntry['submission']> & { byAuthority: boolean }) {
  const { say } = useWords();
  return (
    <>
      <Text size="xs">
        <Link to={`/submissions/${id}`}>{say(byAuthority ? 'history.sourceBehalf' : 'history.source', { id, sender })}</Link>
        {fixed && ` · ${say('history.fixed')}`}
      </Text>
      {message && (
        <Text size="sm" component="blockquote" className={css.quoted}>
          {message}
        </Text>
      )}
    </>
  );
}

/** For the authority: the way back to an earlier version. */
function Revert({ kind, id, entry, now }: { kind: KindName; id: string; entry: HistoryEntry; now: number }) {
  const { say } = useWords();
  const role = useUser()?.role;
  const [open, setOpen] = useState(false);
  if (role !== 'inspector' && role !== 'administrator') return null;
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {say('desk.revert.open', { revision: entry.revision })}
      </button>
      <Suspense>{open && <RevertDialog kind={kind} id={id} entry={entry} now={now} close={() => setOpen(false)} />}</Suspense>
    </>
  );
}
