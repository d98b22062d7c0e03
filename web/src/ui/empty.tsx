import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Says what would be here and how it gets here. */
export function Empty({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="empty" role="status">
      <Text fw={600}>{title}</Text>
      {text && <Text c="dimmed">{text}</Text>}
      {children}
    </div>
  );
}
