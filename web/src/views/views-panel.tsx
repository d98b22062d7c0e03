import { ActionIcon, Button, Skeleton, TextInput } from '@mantine/core';
import { IconLink, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { goTo } from '../map/go-to';
import { Card } from '../map/tools/card';
import css from '../map/tools/tools.module.css';
import { useWords } from '../text';
import { notify } from '../ui/notify';
import { ProblemView, useSayProblem } from '../ui/problem';
import { searchText } from '../ui/use-url-state';
import { copyText } from './copy-text';
import { useChangeView, useDeleteView, useSaveView, useViews, type SavedView } from './queries';

/** What is in hand at the moment is no part of a view. */
const queryNow = (): string => {
  const params = new URLSearchParams(window.location.search);
  params.delete('tool');
  return searchText(params);
};

/** Views of the map kept under names, and the link to what is seen now. */
export default function ViewsPanel({ close }: { close: () => void }) {
  const { say } = useWords();
  const views = useViews();
  const save = useSaveView();
  const sayProblem = useSayProblem();
  const [name, setName] = useState('');
  const copy = async () => {
    const done = await copyText(`${window.location.origin}/map?${queryNow()}`);
    void notify({ tone: done ? 'good' : 'bad', title: say('view.link'), text: say(done ? 'view.copied' : 'view.notCopied') });
  };
  return (
    <Card title={say('view.title')} close={close} testid="views">
      {views.isPending && <Skeleton height={64} aria-label={say('loading')} />}
      {views.isError && <ProblemView error={views.error} retry={() => void views.refetch()} />}
      {views.data?.items.length === 0 && <p className={css.help}>{say('view.none')}</p>}
      <ul className={css.views}>
        {views.data?.items.map((view) => (
          <ViewRow key={view.id} view={view} />
        ))}
      </ul>
      <form
        className={css.row}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) save.mutate({ name: name.trim(), query: queryNow() }, { onSuccess: () => setName(''), onError: sayProblem });
        }}
      >
        <TextInput size="xs" flex={1} label={say('view.name')} maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button size="xs" type="submit" loading={save.isPending} disabled={!name.trim()}>
          {say('view.save')}
        </Button>
      </form>
      <Button size="xs" variant="default" fullWidth leftSection={<IconLink size={16} aria-hidden />} onClick={() => void copy()}>
        {say('view.copy')}
      </Button>
    </Card>
  );
}

function ViewRow({ view }: { view: SavedView }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const change = useChangeView();
  const remove = useDeleteView();
  const sayProblem = useSayProblem();
  const [renaming, setRenaming] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  const open = () => {
    void navigate(`/map?${view.query}`);
    const [lat, lon, zoom] = (new URLSearchParams(view.query).get('view') ?? '').split(',').map(Number);
    if (lat && lon && zoom) goTo({ lat, lon, zoom });
  };
  const rename = (name: string) => {
    setRenaming(null);
    if (name.trim() && name.trim() !== view.name) change.mutate({ id: view.id, name: name.trim() }, { onError: sayProblem });
  };
  if (renaming !== null)
    return (
      <li>
        <TextInput
          size="xs"
          flex={1}
          autoFocus
          maxLength={100}
          aria-label={say('view.rename', { name: view.name })}
          value={renaming}
          onChange={(event) => setRenaming(event.currentTarget.value)}
          onBlur={() => rename(renaming)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename(renaming);
            if (event.key === 'Escape') setRenaming(null);
          }}
        />
      </li>
    );
  return (
    <li>
      <button type="button" className={css.viewName} title={view.name} onClick={open}>
        {view.name}
      </button>
      {sure ? (
        <>
          <Button size="compact-xs" color="red" onClick={() => remove.mutate(view.id, { onError: sayProblem })}>
            {say('view.deleteYes')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => setSure(false)}>
            {say('cancel')}
          </Button>
        </>
      ) : (
        <>
          <ActionIcon size="sm" variant="subtle" color="gray" aria-label={say('view.rename', { name: view.name })} onClick={() => setRenaming(view.name)}>
            <IconPencil size={15} />
          </ActionIcon>
          <ActionIcon size="sm" variant="subtle" color="gray" aria-label={say('view.delete', { name: view.name })} onClick={() => setSure(true)}>
            <IconTrash size={15} />
          </ActionIcon>
        </>
      )}
    </li>
  );
}
