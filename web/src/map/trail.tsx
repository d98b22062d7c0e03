import { IconChevronRight } from '@tabler/icons-react';
import type { StatusMap } from '../status/use-status-map';
import { useWords } from '../text';
import css from './map.module.css';

/** From the province to where one is, and back. Nothing is said where one has not gone anywhere. */
export function Trail({ map, leave }: { map: StatusMap; leave: () => void }) {
  const { say } = useWords();
  if (!map.parent) return null;
  return (
    <nav className={css.trail} aria-label={say('status.trail')} data-testid="trail">
      <button type="button" className="link" title={say('status.back')} onClick={leave}>
        {say('status.whole')}
      </button>
      <IconChevronRight size={14} aria-hidden />
      <strong aria-current="location">{map.parent.properties.name}</strong>
    </nav>
  );
}
