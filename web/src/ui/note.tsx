import type { ReactNode } from 'react';

interface Props {
  tone: 'bad' | 'warn' | 'good' | 'info';
  title?: string;
  role?: 'alert' | 'status';
  testid?: string;
  children?: ReactNode;
}

/** Something to be read before going on. */
export function Note({ tone, title, role, testid, children }: Props) {
  return (
    <div className="note" data-tone={tone} role={role} data-testid={testid}>
      {title && <strong>{title}</strong>}
      {children && <div>{children}</div>}
    </div>
  );
}
