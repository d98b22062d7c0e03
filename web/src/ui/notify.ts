import i18next from 'i18next';
import { useSyncExternalStore } from 'react';

export interface Notice {
  tone: 'good' | 'bad';
  title: string;
  text: string;
  /** What is said next about the same takes its place. */
  about?: string;
}

let wanted = false;
const listeners = new Set<() => void>();

/** Whether anything was ever said; until then the part that shows notices is not even fetched. */
export const useNoticesWanted = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted,
  );

export async function notify({ tone, title, text, about }: Notice): Promise<void> {
  wanted = true;
  listeners.forEach((listener) => listener());
  const { notifications } = await import('@mantine/notifications');
  if (about) notifications.hide(about);
  notifications.show({
    id: about,
    color: tone === 'good' ? 'green' : 'red',
    title,
    message: text,
    autoClose: tone === 'good' ? 5000 : 12_000,
    closeButtonProps: { 'aria-label': i18next.t('close') },
    // Mantine's own is too pale to read.
    styles: { description: { color: 'var(--mantine-color-text)' } },
  });
}
