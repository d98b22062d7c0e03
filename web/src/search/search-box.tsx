import { ActionIcon, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { goTo } from '../map/go-to';
import { useWords } from '../text';
import { addressOf, groupsOf, isUnitCalled, type Option } from './options';
import { useSearch } from './queries';
import { SearchList } from './search-list';
import css from './search.module.css';

const TYPING_MS = 180;

/** A combobox after the ARIA pattern: the list opens while one types, arrows choose, Enter without a choice opens the whole list. */
export function SearchBox() {
  const { say, pick } = useWords();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState(false);
  const [active, setActive] = useState(-1);
  const [asked] = useDebouncedValue(text.trim(), TYPING_MS);
  const asOf = new URLSearchParams(search).get('asOf');
  const found = useSearch(asked, asOf);
  const id = useId();
  const box = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  // An answer to what stood there before is shown until the new one has come, but not chosen from.
  const groups = asked && found.data ? groupsOf(found.data, say, pick) : [];
  const options = groups.flatMap((group) => group.options);
  const listed = open && text.trim() !== '' && asked !== '';
  const optionId = (option: Option) => `${id}-${option.key}`;

  useEffect(() => setActive(-1), [asked]);
  useEffect(() => {
    if (shown) input.current?.focus();
  }, [shown]);

  const close = () => {
    setOpen(false);
    setShown(false);
  };
  const choose = (option: Option) => {
    close();
    setText('');
    void navigate(`/map?${addressOf(option, pathname, search)}`);
    goTo(option.view);
  };
  const showAll = () => {
    const kind = found.data?.records[0]?.kind ?? /^\/records\/([^/]+)/.exec(pathname)?.[1] ?? 'bts-stations';
    const q = asked && found.data?.corrected ? found.data.q : text.trim();
    close();
    void navigate(`/records/${kind}?q=${encodeURIComponent(q)}${asOf ? `&asOf=${asOf}` : ''}`);
  };
  const leave = (event: FocusEvent) => {
    if (!box.current?.contains(event.relatedTarget)) close();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      setOpen(true);
      // One place more than there are options: the text itself, from which one may go on typing.
      setActive((now) => ((now + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (listed) setOpen(false);
      else {
        setText('');
        setShown(false);
      }
    }
  };
  return (
    <>
      <ActionIcon className={css.opener} size="lg" variant="subtle" color="gray" aria-label={say('search.label')} onClick={() => setShown(true)}>
        <IconSearch size={20} />
      </ActionIcon>
      <form
        ref={box}
        role="search"
        className={css.search}
        data-shown={shown || undefined}
        onSubmit={(event) => {
          event.preventDefault();
          const option = options[active] ?? (found.data?.places.length ? options[0] : options.find((one) => isUnitCalled(one, text)));
          if (option) choose(option);
          else if (text.trim()) showAll();
        }}
      >
        <TextInput
          ref={input}
          type="search"
          size="xs"
          role="combobox"
          aria-label={say('search.label')}
          aria-expanded={listed}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={listed && options[active] ? optionId(options[active]) : undefined}
          autoComplete="off"
          placeholder={say('search.placeholder')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={onKey}
          onBlur={leave}
        />
        {listed && (
          <SearchList
            id={`${id}-list`}
            found={found.data}
            failed={found.isError}
            groups={groups}
            active={options[active]}
            optionId={optionId}
            choose={choose}
            showAll={showAll}
            leave={leave}
          />
        )}
      </form>
    </>
  );
}
