import type { ReactNode } from 'react';

export type Tone = 'muted' | 'info' | 'accent' | 'good' | 'warn' | 'bad' | 'sample';

/** A word in a small coloured field; the word says what the colour says. */
export function Tag({ tone, solid, children, testid }: { tone: Tone; solid?: boolean; children: ReactNode; testid?: string }) {
  return (
    <span className="tag" data-tone={tone} data-solid={solid || undefined} data-testid={testid}>
      {children}
    </span>
  );
}
