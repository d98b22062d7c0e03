import { SegmentedControl, Skeleton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Item } from '../api-types';
import { ChangeBadge, SeverityBadge, VerdictBadge, worstOf } from '../submissions/badges';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { Empty } from '../ui/empty';
import css from './review.module.css';

export type Shown = 'all' | 'undecided' | 'flagged';

interface Props {
  items: Item[];
  all: Item[];
  shown: Shown;
  show: (shown: Shown) => void;
  loading: boolean;
  current: Item | null;
  choose: (id: string) => void;
}

/** The rows of the package; only those in sight are in the page, since there may be thousands. */
export function ItemList({ items, all, shown, show, loading, current, choose }: Props) {
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
  const count = {
    all: all.length,
    undecided: all.filter((item) => !item.verdict).length,
    flagged: all.filter((item) => item.checks.some((check) => check.severity !== 'info')).length,
  };
  return (
    <section className={css.items} aria-label={say('review.items')}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={say('review.show')}
        value={shown}
        onChange={(value) => show(value as Shown)}
        data={(['all', 'undecided', 'flagged'] as const).map((value) => ({
          value,
          label: say(`review.shown.${value}`, { count: formatNumber(count[value]) }),
        }))}
      />
      {loading && <Skeleton height={240} mt="xs" />}
      {!loading && items.length === 0 && <Empty title={say('review.noItems')} />}
      <div ref={scroll} className={css.scroll}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }} role="list">
          {rows.getVirtualItems().map((row) => {
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
      <span className={css.itemRow}>{item.row}</span>
      <span className={css.itemNames}>
        <strong>{item.code}</strong>
        <span>{item.name}</span>
      </span>
      <span className={css.itemBadges}>
        {item.verdict ? <VerdictBadge verdict={item.verdict} /> : worst && worst !== 'info' ? <SeverityBadge severity={worst} /> : null}
        <ChangeBadge change={item.change} />
      </span>
    </button>
  );
}
