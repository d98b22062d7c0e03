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

/** So many the server takes at a time. */
const AT_ONCE = 10_000;

/** The way back for rows that were left out; it stays as long as the package may be mended. */
export function LeftOutMenu({ id, rows }: { id: Id; rows: LeftOut[] }) {
  const { say } = useWords();
  const takeBack = useTakeBack(String(id));
  const apply = async (back: LeftOut[]) => {
    const { changed } = await takeBack.mutateAsync(back.map(({ item }) => item));
    if (changed === 1 && back.length === 1)
      void notify({ tone: 'good', title: say('check.takenBack', { row: back[0]!.row }), text: say('check.takenBackText') });
    else void notify({ tone: 'good', title: say('check.takenBackMany', { count: formatNumber(changed) }), text: say('check.takenBackManyText') });
  };
  const all = rows.slice(0, AT_ONCE);
  return (
    <Menu position="bottom-start" shadow="md" width={280}>
      <Menu.Target>
        <Button size="xs" variant="subtle" leftSection={<IconArrowBackUp size={16} aria-hidden />} loading={takeBack.isPending}>
          {say('check.leftOut', { count: formatNumber(rows.length) })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={css.leftOut}>
        {all.length > 1 && (
          <Menu.Item onClick={() => void apply(all).catch(() => {})}>
            <strong>{say('check.takeBackAll', { count: formatNumber(all.length) })}</strong>
          </Menu.Item>
        )}
        {rows.map((row) => (
          <Menu.Item key={row.item} onClick={() => void apply([row]).catch(() => {})}>
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
    mutationFn: (items: Id[]) => send<{ changed: number }>('POST', `/submissions/${id}/items/take-back`, { items }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['submissions', id] }),
    onError: useFailure(id),
  });
}
