import { useEffect, type FocusEvent } from 'react';
import { useWords } from '../text';
import type { Group, Option } from './options';
import type { SearchResult } from './queries';
import css from './search.module.css';

interface Props {
  id: string;
  found: SearchResult | undefined;
  failed: boolean;
  groups: Group[];
  active: Option | undefined;
  optionId: (option: Option) => string;
  choose: (option: Option) => void;
  showAll: () => void;
  leave: (event: FocusEvent) => void;
}

export function SearchList({ id, found, failed, groups, active, optionId, choose, showAll, leave }: Props) {
  const { say } = useWords();
  useEffect(() => {
    if (active) document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' });
  }, [active, optionId]);
  return (
    <div className={css.panel}>
      <div className={css.note} role="status">
        {failed ? say('search.failed') : noteOf(say, found, groups.length > 0)}
      </div>
      <div id={id} role="listbox" aria-label={say('search.results')} className={css.list}>
        {groups.map((group) => (
          <div key={group.key} role="group" aria-labelledby={`${id}-${group.key}`}>
            <div id={`${id}-${group.key}`} role="presentation" className={css.group}>
              {group.label}
            </div>
            {group.options.map((option) => (
              // The keys are the text box's: an option never has the focus.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={option.key}
                id={optionId(option)}
                role="option"
                tabIndex={-1}
                aria-selected={option === active}
                className={css.option}
                // The pointer must not take the focus from the text.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(option)}
              >
                <span className={css.title}>{option.title}</span>
                <span className={css.hint}>{option.hint}</span>
              </div>
            ))}
          </div>
        ))}
      </div>
      {found && found.records.length > 0 && (
        <button type="button" className={css.all} onMouseDown={(event) => event.preventDefault()} onBlur={leave} onClick={showAll}>
          {say('search.all')}
        </button>
      )}
    </div>
  );
}

type Say = (key: string, values?: Record<string, string>) => string;

function noteOf(say: Say, found: SearchResult | undefined, any: boolean): string {
  if (!found) return say('search.searching');
  if (found.outside && !any) return say('search.outside');
  if (!any) return say('search.nothing');
  if (found.corrected) return say('search.corrected', { text: found.q });
  return found.places.length > 1 ? say('search.choose') : '';
}
