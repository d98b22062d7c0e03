import { Button, Menu } from '@mantine/core';
import { IconForms } from '@tabler/icons-react';
import { Link } from 'react-router';
import { KIND_ORDER, useRegistry } from '../records/registry';
import { useWords } from '../text';

/** The way to the form of each kind, for a single record. */
export function OneRecord() {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconForms size={16} />}>
          {say('form.one')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {KIND_ORDER.map((name) => (
          <Menu.Item key={name} component={Link} to={`/submissions/form/${name}`}>
            {pick(kind(name)?.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
