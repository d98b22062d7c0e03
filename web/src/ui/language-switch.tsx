import { SegmentedControl } from '@mantine/core';
import { useWords, setLanguage, type Language } from '../text';

/** Each language is named in itself, so that its reader finds it. */
export function LanguageSwitch() {
  const { say, language } = useWords();
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('language')}
      value={language}
      onChange={(value) => void setLanguage(value as Language)}
      data={[
        { value: 'vi', label: say('languages.vi') },
        { value: 'en', label: say('languages.en') },
      ]}
    />
  );
}
