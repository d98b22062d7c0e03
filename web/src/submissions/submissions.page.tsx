import { Button, Chip, Group, Select, Skeleton, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { SubmissionState } from './types';
import { OneRecord } from '../forms/one-record';
import { KIND_ORDER, useRegistry } from '../records/registry';
import { useWords } from '../text';
import { Empty } from '../ui/empty';
import { FilterChip } from '../ui/filter-chip';
import { Note } from '../ui/note';
import { ProblemView } from '../ui/problem';
import { useTitle } from '../ui/use-title';
import { useUrlState } from '../ui/use-url-state';
import { useSubmissions } from './queries';
import { SubmissionTable } from './submission-table';
import { formatPart } from './upload/format';
import { useSending } from './upload/sending';

const STATES: SubmissionState[] = ['draft', 'submitted', 'in_review', 'returned', 'decided', 'withdrawn'];

/** What a rule found counts as long as something can still be done about it. */
const OPEN = 'draft,submitted,in_review,returned';

export default function SubmissionsPage() {
  const { say } = useWords();
  useTitle(say('place.submissions'));
  const { params } = useUrlState();
  const [state, kind, rule] = [params.get('state'), params.get('kind'), params.get('rule')];
  // What is still being received will be a draft.
  const list = useSubmissions({
    ...(state === 'returned' ? { returned: true } : { state: state === 'draft' ? 'draft,receiving' : (state ?? (rule && OPEN)) }),
    kind,
    rule,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{say('place.submissions')}</Title>
        <OneRecord />
        <Button component={Link} to="/submissions/new" leftSection={<IconPlus size={16} />}>
          {say('submissions.new')}
        </Button>
      </div>
      <OnItsWay />
      <Filters state={state} kind={kind} rule={rule} />
      {list.isPending && <Skeleton height={240} />}
      {list.isError && <ProblemView error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && (
        <Empty title={say(state || kind || rule ? 'wizard.list.noneFiltered' : 'submissions.none')} text={say('submissions.noneText')}>
          <Button component={Link} to="/submissions/new" variant="light">
            {say('submissions.new')}
          </Button>
        </Empty>
      )}
      {items.length > 0 && <SubmissionTable items={items} rule={rule} />}
      {list.hasNextPage && (
        <Button variant="default" fullWidth mt="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('records.more')}
        </Button>
      )}
    </div>
  );
}

function Filters({ state, kind, rule }: { state: string | null; kind: string | null; rule: string | null }) {
  const { say, pick } = useWords();
  const { change } = useUrlState();
  const registry = useRegistry();
  return (
    <Group gap={16} mb="sm">
      <Chip.Group value={state ?? ''} onChange={(value) => change({ state: value === state ? null : value })}>
        <Group gap={8} role="group" aria-label={say('submissions.byState')}>
          <Chip size="xs" value="">
            {say('submissions.all')}
          </Chip>
          {STATES.map((one) => (
            <Chip key={one} size="xs" value={one}>
              {say(`state.${one}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Select
        size="xs"
        w={240}
        aria-label={say('records.kind')}
        data={[{ value: '', label: say('wizard.list.allKinds') }, ...KIND_ORDER.map((value) => ({ value, label: pick(registry.kind(value)?.label) }))]}
        value={kind ?? ''}
        onChange={(value) => change({ kind: value })}
      />
      {rule && <FilterChip words={say(state ? 'submissions.byRule' : 'submissions.byRuleOpen', { rule })} remove={() => change({ rule: null })} />}
    </Group>
  );
}

/** A file that is still being uploaded while one looks around. */
function OnItsWay() {
  const { say } = useWords();
  const sending = useSending();
  if (!sending) return null;
  return (
    <Note tone="info" testid="on-its-way">
      <span>
        {say('wizard.list.uploading', { name: sending.file.name, part: formatPart(sending.received, sending.file.size) })}{' '}
        <Link to="/submissions/new">{say('wizard.list.lookUpload')}</Link>
      </span>
    </Note>
  );
}
