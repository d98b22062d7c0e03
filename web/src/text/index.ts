import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Text } from '../api-types';
import vi from './vi.json';

export type Language = 'vi' | 'en';
const KEY = 'language';

export const languageNow = (): Language => (i18next.language === 'en' ? 'en' : 'vi');

/** English is fetched only by those who ask for it. */
export async function setLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    i18next.addResourceBundle('en', 'translation', (await import('./en.json')).default);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEY, language);
}

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    resources: { vi: { translation: vi } },
    interpolation: { escapeValue: false },
  });
  if (localStorage.getItem(KEY) === 'en') await setLanguage('en');
}

/** `say`: this page's own words. `pick`: the words the API gave in both languages. */
export function useWords() {
  const { t } = useTranslation();
  const language = languageNow();
  return {
    say: t as (key: string, values?: Record<string, string | number>) => string,
    pick: (text: Text | null | undefined) => text?.[language] ?? '',
    language,
  };
}
