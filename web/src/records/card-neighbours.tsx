import { Skeleton, Title } from '@mantine/core';
import type { KindName } from '../api-types';
import { useWords } from '../text';
import { formatLength } from '../text/format';
import { useNeighbours } from './queries';
import css from './records.module.css';
import { fieldOf, useRegistry } from './registry';
import { useValueWords } from './values';

interface Props {
  kind: KindName;
  id: string;
  asOf: string | null;
  choose: (kind: KindName, id: string) => void;
}

const SHOWN = 8;

/** What stands within 300 m, nearest first. */
export function CardNeighbours({ kind, id, asOf, choose }: Props) {
  const { say } = useWords();
  const registry = useRegistry();
  const words = useValueWords();
  const neighbours = useNeighbours(kind, id, asOf);
  const items = neighbours.data?.items ?? [];
  return (
    <section className={css.unitLinks} aria-label={say('layer.card.neighbours')}>
      <Title order={3} size="h3">
        {say('layer.card.neighbours')}
      </Title>
      {neighbours.isPending && <Skeleton height={24} mt={4} />}
      {neighbours.isSuccess && items.length === 0 && <p className={css.none}>{say('layer.card.noNeighbours')}</p>}
      <ul>
        {items.slice(0, SHOWN).map((one) => (
          <li key={`${one.kind}:${one.id}`}>
            <button type="button" className="link" onClick={() => choose(one.kind, String(one.id))}>
              {one.code}
            </button>
            <span>
              {[
                say(`kindShort.${one.kind}`),
                registry.organization(one.owner),
                words(fieldOf(registry.kind(one.kind)!, 'status'), one.status),
                one.shareable === true && say('layer.card.shareable'),
                formatLength(Math.round(one.distanceM)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {items.length > SHOWN && <p className={css.none}>{say('layer.card.moreNeighbours', { count: items.length - SHOWN })}</p>}
    </section>
  );
}
