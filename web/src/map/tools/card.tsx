import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../text';
import css from './tools.module.css';

/** What a tool says and shows, beside the toolbar. */
export function Card({ title, close, children, testid }: { title: string; close: () => void; children: ReactNode; testid: string }) {
  const { say } = useWords();
  return (
    <section className={css.card} aria-label={title} data-testid={testid}>
      <div className={css.cardHead}>
        <h2 style={{ margin: 0, font: 'inherit' }}>{title}</h2>
        <CloseButton size="sm" aria-label={say('tool.close')} onClick={close} />
      </div>
      {children}
    </section>
  );
}
