import { Button, Checkbox, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { apiUrl } from '../api';
import type { KindName } from '../api-types';
import { useRegistry } from '../records/registry';
import { useWords } from '../text';

interface Props {
  layers: KindName[];
  queryOf: (kind: KindName) => URLSearchParams | null;
  box: string | null;
}

/** Takes away what the filter shows, one file for each kind. */
export function ExportMenu({ layers, queryOf, box }: Props) {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  const [inView, setInView] = useState(false);
  const entries = layers.flatMap((name) => {
    const query = queryOf(name);
    if (!query) return [];
    if (inView && box) query.set('bbox', box);
    return [{ name, href: apiUrl(`/${name}/export.geojson`, query) }];
  });
  return (
    <Menu position="bottom-start" shadow="md" closeOnItemClick={false}>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconDownload size={16} />}>
          {say('export.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('export.title')}</Menu.Label>
        {entries.map(({ name, href }) => (
          <Menu.Item key={name} component="a" href={href} download>
            {pick(kind(name)?.label)}
          </Menu.Item>
        ))}
        {entries.length === 0 && (
          <Text size="sm" px="sm" c="dimmed">
            {say('export.nothing')}
          </Text>
        )}
        <Menu.Divider />
        <Checkbox m={8} size="xs" label={say('export.inView')} checked={inView} onChange={(event) => setInView(event.currentTarget.checked)} />
      </Menu.Dropdown>
    </Menu>
  );
}
