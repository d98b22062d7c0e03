import { Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Item, RecordFeature, Submission } from '../api-types';
import { MiniMap } from '../map/mini-map';
import { useRegistry } from '../records/registry';
import { ChangeBadge, SeverityBadge } from '../submissions/badges';
import { useWords } from '../text';
import { Decision } from './decision';
import { Differences } from './differences';
import css from './review.module.css';

interface Props {
  id: string;
  submission: Submission;
  item: Item;
  advance: () => void;
}

/** One item: where it is and was, what changes, what the checks say, and the verdict. */
export function ItemCard({ id, submission, item, advance }: Props) {
  const { say, pick } = useWords();
  const kind = useRegistry().kind(submission.kind)!;
  const sets = useGeometries(item);
  const [fixing, setFixing] = useState(false);
  const may = (action: 'edit' | 'decide') => submission.actions.includes(action);
  return (
    <article className={css.card} aria-label={`${item.code ?? ''} ${item.name ?? ''}`}>
      <div className={css.cardHead}>
        <h3>
          {item.code} · {item.name}
        </h3>
        <ChangeBadge change={item.change} />
        <Text size="sm" c="dimmed">
          {say('row', { row: item.row })}
        </Text>
      </div>
      <div className={css.cardBody}>
        {item.change === 'conflicting' && <Text className={css.conflict}>{say('review.conflict')}</Text>}
        {item.checks.length > 0 && (
          <ul className={css.checks}>
            {item.checks.map((check, index) => (
              <li key={index}>
                <SeverityBadge severity={check.severity} /> {pick(check.message)}
              </li>
            ))}
          </ul>
        )}
        <Differences
          id={id}
          crs={submission.crs?.code ?? 'EPSG:4326'}
          kind={kind}
          item={item}
          mayEdit={may('edit') && (fixing || item.change !== 'unchanged')}
        />
        {sets[0]!.features.length > 0 && (
          <MiniMap className={css.map} sets={sets} label={say('review.map')} vintage="communes2020" nearest={item.movedM ? 17 : 13} />
        )}
      </div>
      {may('decide') && <Decision id={id} submission={submission} item={item} fix={() => setFixing(true)} advance={advance} />}
    </article>
  );
}

/** Both geometries: the new one solid, the old one dashed. */
function useGeometries(item: Item) {
  return useMemo(() => {
    const old = item.before?.geometry;
    const features: RecordFeature[] = [
      ...(old && item.movedM ? [{ type: 'Feature' as const, id: 'old', geometry: old, properties: { markColour: '#8a3b12', markOld: true } }] : []),
      ...(old?.type === 'Point' && item.geometry?.type === 'Point' && item.movedM
        ? [
            {
              type: 'Feature' as const,
              id: 'move',
              geometry: { type: 'LineString' as const, coordinates: [old.coordinates, item.geometry.coordinates] },
              properties: { markColour: '#8a3b12', markThin: true },
            },
          ]
        : []),
      ...(item.geometry ? [{ type: 'Feature' as const, id: 'new', geometry: item.geometry, properties: { markColour: '#0a6478' } }] : []),
    ];
    return [{ kind: 'bts-stations' as const, features }];
  }, [item]);
}
