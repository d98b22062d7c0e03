import { Button, Menu, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api';
import type { Id } from '../../api-types';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { notify } from '../../ui/notify';
import { useFailure } from '../queries';
import type { LeftOut } from '../types';
import css from '../submissions.module.css';

/** The way back for rows that were left out; it stays as long as the package may be mended. */
export function LeftOutMenu({ id, rows }: { id: Id; rows: LeftOut[] }) {
  const { say } = useWords();
  const takeBack = useTakeBack(String(id));
  const apply = async (row: LeftOut) => {
    await takeBack.mutateAsync(row);
    void notify({ tone: 'good', title: say('check.takenBack', { row: row.row }), text: say('check.takenBackText') });
  };
  return (
    <Menu position="bottom-start" shadow="md" width={280}>
      <Menu.Target>
        <Button size="xs" variant="subtle" leftSection={<IconArrowBackUp size={16} aria-hidden />} loading={takeBack.isPending}>
          {say('check.leftOut', { count: formatNumber(rows.length) })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={css.leftOut}>
        {rows.map((row) => (
          <Menu.Item key={row.item} onClick={() => void apply(row).catch(() => {})}>
            {say('check.takeBack', { row: row.row })}
            {row.code && (
              <Text span size="xs" c="dimmed">
                {' '}
                {row.code}
              </Text>
            )}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useTakeBack(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ item }: LeftOut) => send('POST', `/submissions/${id}/items/${item}/take-back`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['submissions', id] }),
    onError: useFailure(id),
  });
}
