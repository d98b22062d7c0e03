import { Button, Popover, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowsDiff, IconX } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useWords } from '../text';
import { formatDate } from '../text/format';
import { today } from './days';
import { lazyPart } from '../ui/lazy-part';

const DayPicker = lazyPart(() => import('../ui/day-picker'));

/** Days worth comparing with: the notice, the last day of the districts. */
const LANDMARKS = ['2020-12-25', '2025-06-30'];

interface Props {
  asOf: string | null;
  since: string | null;
  choose: (day: string | null) => void;
}

/** Chooses the other day of a comparison, or ends it. */
export function Compare({ asOf, since, choose }: Props) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const chosen = (day: string | null) => {
    choose(day);
    setOpen(false);
  };
  return (
    <Button.Group mb={4}>
      <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" trapFocus>
        <Popover.Target>
          <Button
            size="compact-sm"
            variant={since ? 'light' : 'default'}
            leftSection={<IconArrowsDiff size={16} aria-hidden />}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {since ? say('status.comparedWith', { day: formatDate(since) }) : say('status.compare')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="xs">
            <Text size="sm" fw={600}>
              {say('status.compareTitle')}
            </Text>
            {LANDMARKS.filter((day) => day !== asOf).map((day) => (
              <Button key={day} size="compact-sm" variant={since === day ? 'light' : 'default'} onClick={() => chosen(day)}>
                {formatDate(day)} – {say(`date.landmark.${day}`)}
              </Button>
            ))}
            <Suspense fallback={<Skeleton height={260} />}>
              <DayPicker value={since} choose={chosen} />
            </Suspense>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {since && (
        <Button size="compact-sm" variant="light" aria-label={say('status.compareEnd')} title={say('status.compareEnd')} onClick={() => choose(null)}>
          <IconX size={14} />
        </Button>
      )}
    </Button.Group>
  );
}

/** Both days of a comparison in words; null when there is none. */
export function useComparedDays(since: string | null, asOf: string | null): { from: string; to: string } | null {
  const { say } = useWords();
  if (!since) return null;
  return { from: formatDate(since), to: asOf ? formatDate(asOf) : say('status.now', { day: formatDate(today()) }) };
}
