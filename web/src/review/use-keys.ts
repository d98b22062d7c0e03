import { useEffect, useRef } from 'react';

// One of a few choices takes arrows and the space bar, no letters.
const TYPING = 'input:not([type="radio"]), textarea, select, [contenteditable], [role="dialog"], [role="option"]';

/** Whether something can be worked on: what lies under an open dialog cannot. */
export function isInReach(element: Element | null): boolean {
  const dialog = document.querySelector('[role="dialog"][aria-modal="true"]');
  return !dialog || dialog.contains(element);
}

/** Single keys, as long as nobody is typing and no dialog is open. */
export function useKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      // Focus may have been lost to the page while a dialog stands before it.
      if (!isInReach(null)) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Escape leaves what is being typed, so that the single keys work again; the words stay. */
export function useEscape(): void {
  useEffect(() => {
    const onKey = ({ key, target }: KeyboardEvent) => {
      if (key === 'Escape' && target instanceof HTMLElement && target.matches('input, textarea') && !target.closest('[role="dialog"]')) target.blur();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** To the words; what was begun is gone on with at its end, where a browser would begin in front of it. */
export function goOnWriting(box: HTMLTextAreaElement | null | undefined): void {
  box?.focus();
  box?.setSelectionRange(box.value.length, box.value.length);
}
