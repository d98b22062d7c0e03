import { Skeleton, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api';
import type { Account } from '../api-types';
import { useRegistry } from '../records/registry';
import { useWords } from '../text';
import { ProblemView } from '../ui/problem';
import { Tag } from '../ui/tag';
import { useTitle } from '../ui/use-title';

/** Who may come in, and whose infrastructure is kept. To read; changes come with a later slice. */
export default function AdminPage() {
  const { say } = useWords();
  useTitle(say('place.admin'));
  return (
    <div className="page">
      <Title order={1} mb="md">
        {say('place.admin')}
      </Title>
      <p>
        <Link to="/rules">{say('admin.rules')}</Link>
      </p>
      <Accounts />
      <Organizations />
    </div>
  );
}

function Accounts() {
  const { say } = useWords();
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: () => get<{ items: Account[] }>('/accounts') });
  return (
    <section aria-labelledby="accounts">
      <Title order={2} id="accounts" mb="xs">
        {say('admin.accounts')}
      </Title>
      {accounts.isPending && <Skeleton height={160} />}
      {accounts.isError && <ProblemView error={accounts.error} retry={() => void accounts.refetch()} />}
      {accounts.data && (
        <Table
          heads={['displayName', 'username', 'role', 'of', 'state']}
          rows={accounts.data.items.map((one) => [
            one.displayName,
            one.username,
            say(`role.${one.role}`),
            (one.organization ?? one.unit)?.name ?? '',
            <Tag key="state" tone={one.disabled ? 'muted' : 'good'}>
              {say(one.disabled ? 'admin.disabled' : 'admin.enabled')}
            </Tag>,
          ])}
        />
      )}
    </section>
  );
}

function Organizations() {
  const { say } = useWords();
  const { organizations } = useRegistry();
  return (
    <section aria-labelledby="organizations">
      <Title order={2} id="organizations" mt="lg" mb="xs">
        {say('admin.organizations')}
      </Title>
      <Table
        heads={['code', 'name', 'shortName', 'sector']}
        rows={organizations.map((one) => [
          one.code,
          <Link key="name" to={`/records/bts-stations?owner=${one.code}`}>
            {one.name}
          </Link>,
          one.shortName,
          say(`sector.${one.sector}`),
        ])}
      />
    </section>
  );
}

function Table({ heads, rows }: { heads: string[]; rows: React.ReactNode[][] }) {
  const { say } = useWords();
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            {heads.map((name) => (
              <th key={name} scope="col">
                {say(`admin.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            <tr key={index}>
              {cells.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
