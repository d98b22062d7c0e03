import { Button, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Id } from '../api-types';
import type { Check, Item, Submission } from '../submissions/types';
import { useRegistry } from '../records/registry';
import { ChangeBadge, SeverityBadge } from '../submissions/badges';
import { useRowWords } from '../submissions/row-words';
import { WordsPanel } from '../submissions/words-panel';
import { useWords } from '../text';
import { Note } from '../ui/note';
import { ConflictDialog } from './conflict-dialog';
import { Decision } from './decision';
import { Differences } from './differences';
import { ItemMap } from './item-map';
import type { DecisionBody } from './queries';
import { ReturnedNote } from '../submissions/check/returned-note';
import css from './review.module.css';
import { goOnWriting, useKeys } from './use-keys';

interface Props {
  id: string;
  submission: Submission;
  item: Item;
  decide: (body: DecisionBody) => void;
  /** Shows another item of the list. */
  open: (item: Id) => void;
}

/** One item: what changes, what the checks say, what was said about it; where it is and was; and the verdict. */
export function ItemCard({ id, submission, item, decide, open }: Props) {
  const { say } = useWords();
  const rowWords = useRowWords();
  const kind = useRegistry().kind(submission.kind)!;
  const [conflict, setConflict] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const may = (action: 'edit' | 'decide' | 'resolve') => submission.actions.includes(action);
  const focus = (...selectors: string[]) => selectors.flatMap((selector) => body.current?.querySelector<HTMLElement>(selector) ?? [])[0]?.focus();
  useKeys({ m: () => focus('.leaflet-container'), c: () => goOnWriting(body.current?.querySelector<HTMLTextAreaElement>('[data-testid=words] textarea')) });
  return (
    <article className={css.card} aria-label={`${item.code ?? ''} ${item.name ?? ''}`}>
      <div className={css.cardHead}>
        <h3>
          {item.code} · {item.name}
        </h3>
        <ChangeBadge item={item} />
        <Text size="sm" c="dimmed">
          {rowWords(item.row)}
        </Text>
        {item.recordId && (
          <Link to={`/records/${kind.name}/${item.recordId}`} target="_blank" className="push">
            {say('review.record')}
          </Link>
        )}
      </div>
      <div className={css.cardBody} ref={body}>
        <div className={css.says}>
          {item.change === 'conflicting' && (
            <Note tone="bad" title={say('desk.conflict.title')}>
              <Text size="sm">{say('desk.conflict.what')}</Text>
              {may('resolve') && (
                <Button size="xs" mt={4} onClick={() => setConflict(true)}>
                  {say('desk.conflict.open')}
                </Button>
              )}
            </Note>
          )}
          <ReturnedNote item={item} kind={kind} />
          <Checks checks={item.checks} />
          <Differences id={id} crs={submission.crs?.code ?? 'EPSG:4326'} kind={kind} item={item} mayEdit={may('edit')} />
          <h4 className={css.heading}>{say('desk.words')}</h4>
          <WordsPanel submission={submission} item={item.id} />
        </div>
        <ItemMap id={id} item={item} open={open} />
      </div>
      {may('decide') && (
        <Decision
          item={item}
          decide={decide}
          fix={() => focus('[data-flagged] [data-pencil]', '[data-pencil]')}
          openConflict={() => may('resolve') && setConflict(true)}
        />
      )}
      {conflict && <ConflictDialog id={id} item={item} kind={kind} close={() => setConflict(false)} />}
    </article>
  );
}

/** What the checks found, each with its rule a click away. */
function Checks({ checks }: { checks: Check[] }) {
  const { say, pick } = useWords();
  if (checks.length === 0) return null;
  return (
    <ul className={css.checks}>
      {checks.map((check, index) => (
        <li key={index}>
          <SeverityBadge severity={check.severity} /> {pick(check.message)}{' '}
          <Link to={`/rules#${check.rule}`} target="_blank" aria-label={say('desk.openRule', { rule: check.rule })}>
            {check.rule}
          </Link>
        </li>
      ))}
    </ul>
  );
}
