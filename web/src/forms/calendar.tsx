import '@mantine/dates/styles.css';
import 'dayjs/locale/vi';
import { DatePicker } from '@mantine/dates';
import { useWords } from '../text';

const LABELS = {
  previousMonth: 'previousMonth',
  nextMonth: 'nextMonth',
  monthLevelControl: 'chooseMonth',
  previousYear: 'previousYear',
  nextYear: 'nextYear',
  yearLevelControl: 'chooseYear',
  previousDecade: 'previousDecade',
  nextDecade: 'nextDecade',
};

/** Days of the past and of the future: an agreement ends some day to come. */
export default function Calendar({ value, choose }: { value: string | null; choose: (day: string) => void }) {
  const { say, language } = useWords();
  return (
    <DatePicker
      locale={language}
      value={value}
      defaultDate={value ?? undefined}
      hideOutsideDates
      weekendDays={[]}
      ariaLabels={Object.fromEntries(Object.entries(LABELS).map(([part, name]) => [part, say(`date.${name}`)]))}
      onChange={(day) => day && choose(day)}
    />
  );
}
