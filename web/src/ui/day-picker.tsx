import '@mantine/dates/styles.css';
import 'dayjs/locale/vi';
import { DatePicker } from '@mantine/dates';
import { useWords } from '../text';

export default function DayPicker({ value, choose }: { value: string | null; choose: (day: string | null) => void }) {
  const { language } = useWords();
  const today = new Date().toISOString().slice(0, 10);
  return <DatePicker locale={language} value={value} defaultDate={value ?? today} maxDate={today} onChange={choose} />;
}
