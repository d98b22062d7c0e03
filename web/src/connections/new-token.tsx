import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { ProblemView } from '../ui/problem';
import css from './connections.module.css';
import { useMakeToken } from './queries';
import { Secret } from './secret';

const DAYS = [30, 90, 365, 730];

export function NewToken() {
  const { say } = useWords();
  const [name, setName] = useState('');
  const [days, setDays] = useState('365');
  const make = useMakeToken();
  return (
    <>
      <form
        className={css.row}
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate({ name: name.trim(), days: Number(days) }, { onSuccess: () => setName('') });
        }}
      >
        <TextInput
          className={css.wide}
          label={say('access.tokenName')}
          placeholder={say('access.tokenExample')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={say('access.lasts')}
          w={140}
          data={DAYS.map((one) => ({ value: String(one), label: say('access.days', { days: formatNumber(one) }) }))}
          value={days}
          onChange={(value) => setDays(value ?? '365')}
        />
        <Button type="submit" loading={make.isPending} disabled={!name.trim()}>
          {say('access.makeToken')}
        </Button>
      </form>
      {make.isError && <ProblemView error={make.error} />}
      {make.data && <Secret title={say('access.onceToken', { name: make.data.name })} label={say('access.token')} value={make.data.secret} />}
    </>
  );
}
