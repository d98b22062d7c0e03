import { Button, Chip, Group, Skeleton, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import type { Submission, SubmissionState } from '../api-types';
import { OneRecord } from '../forms/one-record';
import { useRegistry } from '../records/registry';
import { useWords } from '../text';
import { formatInstant, formatNumber } from '../text/format';
import { Empty } from '../ui/empty';
import { ProblemView } from '../ui/problem';
import { useTitle } from '../ui/use-title';
import { useUrlState } from '../ui/use-url-state';
import { StateBadge } from './badges';
import { useSubmissions } from './queries';

const STATES: SubmissionState[] = ['draft', 'submitted', 'in_review', 'returned', 'decided', 'withdrawn'];

export default function SubmissionsPage() {
  const { say } = useWords();
  useTitle(say('place.submissions'));
  const { params, change } = useUrlState();
  const state = params.get('state');
  const list = useSubmissions({ state });
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
      <Chip.Group value={state ?? ''} onChange={(value) => change({ state: value === state ? null : value })}>
        <Group gap={8} mb="sm" role="group" aria-label={say('submissions.byState')}>
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
      {list.isPending && <Skeleton height={240} />}
      {list.isError && <ProblemView error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && (
        <Empty title={say('submissions.none')} text={say('submissions.noneText')}>
          <Button component={Link} to="/submissions/new" variant="light">
            {say('submissions.new')}
          </Button>
        </Empty>
      )}
      {items.length > 0 && <SubmissionTable items={items} />}
      {list.hasNextPage && (
        <Button variant="default" fullWidth mt="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('records.more')}
        </Button>
      )}
    </div>
  );
}

function SubmissionTable({ items }: { items: Submission[] }) {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  const navigate = useNavigate();
  return (
    <div className="table-scroll">
      <table className="table">
        <caption className="hidden">{say('place.submissions')}</caption>
        <thead>
          <tr>
            {['file', 'kind', 'owner', 'state', 'when'].map((name) => (
              <th key={name} scope="col">
                {say(`submissions.column.${name}`)}
              </th>
            ))}
            {['new', 'changed', 'withErrors', 'withWarnings'].map((name) => (
              <th key={name} scope="col" className="number">
                {say(`counts.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id} className="clickable" onClick={() => void navigate(`/submissions/${one.id}`)}>
              <td>
                <Link to={`/submissions/${one.id}`} onClick={(event) => event.stopPropagation()}>
                  {one.fileName ?? say('submissions.byApi', { id: one.id })}
                </Link>
              </td>
              <td>{pick(kind(one.kind)?.label)}</td>
              <td>{one.owner?.name}</td>
              <td>
                <StateBadge state={one.state} />
              </td>
              <td>{formatInstant(one.submittedAt ?? one.createdAt)}</td>
              {(['new', 'changed', 'withErrors', 'withWarnings'] as const).map((name) => (
                <td key={name} className="number">
                  {formatNumber(one.counts[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
