import { Button, Group, Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../text';

/** Asks before a form with words not yet sent is left: by a link in the page itself, by closing or reloading in the browser's own words. */
export function Leaving({ unsent }: { unsent: boolean }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const [target, setTarget] = useState<string | null>(null);
  useEffect(() => {
    if (!unsent) return;
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const to = new URL(link.href);
      if (to.origin !== window.location.origin || to.pathname === window.location.pathname) return;
      // Before the router sees it.
      event.preventDefault();
      event.stopPropagation();
      setTarget(to.pathname + to.search);
    };
    window.addEventListener('beforeunload', unload);
    document.addEventListener('click', click, true);
    return () => {
      window.removeEventListener('beforeunload', unload);
      document.removeEventListener('click', click, true);
    };
  }, [unsent]);
  return (
    <Modal opened={target !== null} onClose={() => setTarget(null)} title={say('form.leaveTitle')} closeButtonProps={{ 'aria-label': say('close') }}>
      <Text mb="md">{say('form.leaveText')}</Text>
      <Group gap="xs">
        <Button data-autofocus onClick={() => setTarget(null)}>
          {say('form.stay')}
        </Button>
        <Button variant="default" onClick={() => void navigate(target!)}>
          {say('form.leave')}
        </Button>
      </Group>
    </Modal>
  );
}
