import { Button, Popover, Skeleton, Stack, Text } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useLocation } from 'react-router';
import { vintageNamed } from '../status/vintages';
import { useWords } from '../text';
import { formatDate } from '../text/format';
import css from './frame.module.css';
import { useUrlState } from './use-url-state';
import { lazyPart } from './lazy-part';

const DayPicker = lazyPart(() => import('./day-picker'));

/** The days people ask for most: the notice, the last day of the districts, the first of the new communes. */
const LANDMARKS = ['2020-12-25', '2025-06-30', '2025-07-01'];

/** The day the register is shown for; beside it, of what time the units on the map are. */
export function RegisterDate() {
  const { say } = useWords();
  const { params, change } = useUrlState();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const asOf = params.get('asOf');
  const choose = (day: string | null) => {
    change({ asOf: day, cursor: null });
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant={asOf ? 'light' : 'default'} size="xs" leftSection={<IconCalendarEvent size={16} />} onClick={() => setOpen(!open)}>
          {asOf ? say('date.asOf', { day: formatDate(asOf) }) : say('date.now')}
          {pathname === '/map' && <span className={css.vintage}>· {say(`vintageLong.${vintageNamed(params.get('units'), asOf)}`)}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {say('date.title')}
          </Text>
          <Text size="xs" c="dimmed" maw={280}>
            {say((asOf ?? '9') < '2025-07-01' ? 'date.unitsBefore' : 'date.unitsAfter')}
          </Text>
          <Button size="compact-sm" variant={asOf ? 'default' : 'light'} onClick={() => choose(null)}>
            {say('date.now')}
          </Button>
          {LANDMARKS.map((day) => (
            <Button key={day} size="compact-sm" variant={asOf === day ? 'light' : 'default'} onClick={() => choose(day)}>
              {formatDate(day)} – {say(`date.landmark.${day}`)}
            </Button>
          ))}
          <Suspense fallback={<Skeleton height={260} />}>
            <DayPicker value={asOf} choose={choose} />
          </Suspense>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
