import { SegmentedControl, Skeleton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Item, SubmissionCounts } from '../submissions/types';
import { ChangeBadge, SeverityBadge, VerdictBadge, worstOf } from '../submissions/badges';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { Empty } from '../ui/empty';
import css from './review.module.css';

export const SHOWN = ['all', 'undecided', 'flagged', 'conflicting'] as const;
export type Shown = (typeof SHOWN)[number];

interface Props {
  items: Item[];
  counts: SubmissionCounts;
  shown: Shown;
  show: (shown: Shown) => void;
  /** Narrows the list further; told where it is of use. */
  narrowing: ReactNode;
  loading: boolean;
  current: Item | null;
  choose: (id: string) => void;
  /** Fetches what comes after the rows that are there. */
  more: () => void;
}

/** The rows of the package; only those in sight are in the page, since there may be thousands. */
export function ItemList({ items, counts, shown, show, narrowing, loading, current, choose, more }: Props) {
  const { say } = useWords();
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 58,
    overscan: 8,
    getItemKey: (index) => items[index]!.id,
  });
  const at = items.findIndex((item) => item.id === current?.id);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
  }, [at, rows]);
  const inSight = rows.getVirtualItems();
  const last = inSight.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - 50) more();
  }, [last, items.length, more]);
  const count = countsOf(counts);
  return (
    <section className={css.items} aria-label={say('review.items')}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={say('review.show')}
        value={shown}
        onChange={(value) => show(value as Shown)}
        data={SHOWN.filter((value) => value !== 'conflicting' || count.conflicting > 0).map((value) => ({
          value,
          label: (
            <span className={css.shown}>
              {say(`desk.shown.${value}`)} <span>{formatNumber(count[value])}</span>
            </span>
          ),
        }))}
      />
      {narrowing}
      {loading && <Skeleton height={240} mt="xs" />}
      {!loading && items.length === 0 && <Empty title={say('review.noItems')} />}
      <div ref={scroll} className={css.scroll} hidden={!loading && items.length === 0}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }} role="list">
          {inSight.map((row) => {
            const item = items[row.index]!;
            return (
              <div key={row.key} role="listitem" className={css.listItem} style={{ transform: `translateY(${row.start}px)`, height: row.size }}>
                <ItemButton item={item} open={item.id === current?.id} choose={choose} />
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}

/** Unchanged rows need no verdict and stay out of the way. */
export const countsOf = (counts: SubmissionCounts): Record<Shown, number> => ({
  all: counts.new + counts.changed + counts.conflicting + counts.removed,
  undecided: counts.undecided,
  flagged: counts.withErrors + counts.withWarnings,
  conflicting: counts.conflicting,
});

function ItemButton({ item, open, choose }: { item: Item; open: boolean; choose: (id: string) => void }) {
  const worst = worstOf(item);
  return (
    <button
      type="button"
      className={css.item}
      aria-current={open ? 'true' : undefined}
      onClick={() => choose(String(item.id))}
      data-testid={`item-${item.row}`}
    >
      <span className={css.itemRow}>{item.row > 0 ? item.row : '–'}</span>
      <span className={css.itemNames}>
        <strong>{item.code}</strong>
        <span>{item.name}</span>
      </span>
      <span className={css.itemBadges}>
        {item.verdict ? <VerdictBadge verdict={item.verdict} /> : worst && worst !== 'info' ? <SeverityBadge severity={worst} /> : null}
        <ChangeBadge item={item} />
      </span>
    </button>
  );
}
