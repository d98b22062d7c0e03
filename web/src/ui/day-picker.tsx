import '@mantine/dates/styles.css';
import 'dayjs/locale/vi';
import dayjs from 'dayjs';
import { DatePicker } from '@mantine/dates';
import { useWords } from '../text';

export default function DayPicker({ value, choose }: { value: string | null; choose: (day: string | null) => void }) {
  const { say, language } = useWords();
  const today = dayjs().format('YYYY-MM-DD');
  return (
    <DatePicker
      locale={language}
      value={value}
      defaultDate={value ?? today}
      maxDate={today}
      hideOutsideDates
      weekendDays={[]}
      ariaLabels={{
        previousMonth: say('date.previousMonth'),
        nextMonth: say('date.nextMonth'),
        monthLevelControl: say('date.chooseMonth'),
        previousYear: say('date.previousYear'),
        nextYear: say('date.nextYear'),
        yearLevelControl: say('date.chooseYear'),
        previousDecade: say('date.previousDecade'),
        nextDecade: say('date.nextDecade'),
      }}
      onChange={choose}
    />
  );
}
