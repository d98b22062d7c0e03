import { useEffect } from 'react';
import { useWords } from '../text';

export function useTitle(title: string): void {
  const { say } = useWords();
  const full = title ? `${title} · ${say('product')}` : say('product');
  useEffect(() => {
    document.title = full;
  }, [full]);
}
