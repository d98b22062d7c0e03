import { Button, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { apiUrl } from '../api';
import type { Submission } from './types';
import { useWords } from '../text';
import { formatNumber } from '../text/format';

/** From so many items on the server writes a new workbook with the problem rows only. */
const MOST_ROWS = 20_000;

const FORMATS = ['xlsx', 'csv', 'json'] as const;

/** What was found, to be taken away: each choice says what is in it and how much. */
export function ReportMenu({ submission }: { submission: Pick<Submission, 'id' | 'counts' | 'understood'> }) {
  const { say } = useWords();
  const { total, withErrors, withWarnings } = submission.counts;
  const counts = { total: formatNumber(total), problems: formatNumber(withErrors + withWarnings) };
  const size = (format: (typeof FORMATS)[number]) => (format !== 'xlsx' ? `${format}Size` : total > MOST_ROWS ? 'xlsxLarge' : 'xlsxSize');
  return (
    <Menu position="bottom-end" shadow="md" width={360}>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {say('report.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} component="a" href={apiUrl(`/submissions/${submission.id}/report.${format}`)} download>
            {say(format === 'xlsx' && submission.understood?.format !== 'xlsx' ? 'report.xlsxNew' : `report.${format}`)}
            <Text size="xs" c="dimmed">
              {say(`report.${size(format)}`, counts)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
