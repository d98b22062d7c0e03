import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { Suspense, useState, type ComponentProps } from 'react';
import { languageNow, useWords } from '../text';
import { formatDate } from '../text/format';
import { lazyPart } from '../ui/lazy-part';

const Calendar = lazyPart(() => import('./calendar'));

/** dd/MM/yyyy or ISO, as typed, to ISO; null when it is not a day yet. */
export function isoDay(typed: string): string | null {
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.trim());
  const [year, month, day] = written ? [written[3]!, written[2]!, written[1]!] : typed.trim().split('-');
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null;
}

type Props = Omit<ComponentProps<typeof TextInput>, 'value' | 'onChange'> & { name: string; value: string; change: (typed: string) => void };

/** A day, typed or chosen. What is typed stays as typed, so nothing is lost while it is half written. */
export function DayInput({ name, value, change, ...rest }: Props) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <TextInput
      {...rest}
      value={value}
      placeholder={languageNow() === 'vi' ? 'ngày/tháng/năm' : 'yyyy-mm-dd'}
      onChange={(event) => change(event.currentTarget.value)}
      rightSection={
        <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus>
          <Popover.Target>
            <ActionIcon variant="subtle" disabled={rest.disabled} aria-label={say('form.openCalendar', { label: name })} onClick={() => setOpen(!open)}>
              <IconCalendar size={18} stroke={1.5} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <Suspense fallback={null}>
              {open && (
                <Calendar
                  value={isoDay(value)}
                  choose={(day) => {
                    change(formatDate(day));
                    setOpen(false);
                  }}
                />
              )}
            </Suspense>
          </Popover.Dropdown>
        </Popover>
      }
    />
  );
}
