import { Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { apiUrl } from '../../api';
import { KIND_ORDER, useRegistry } from '../../records/registry';
import { useWords } from '../../text';
import css from './upload.module.css';

/** An empty workbook for each kind of record, for those who start from nothing. */
export function TemplateLinks() {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  return (
    <section className={css.templates} aria-label={say('wizard.file.templates')}>
      <Text size="sm" fw={600}>
        {say('wizard.file.templates')}
      </Text>
      <Text size="sm" c="dimmed">
        {say('wizard.file.templatesText')}
      </Text>
      <ul>
        {KIND_ORDER.map((name) => (
          <li key={name}>
            <a href={apiUrl(`/${name}/template.xlsx`)} download>
              <IconFileSpreadsheet size={16} stroke={1.6} aria-hidden /> {pick(kind(name)?.label)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
