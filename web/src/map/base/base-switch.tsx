import { SegmentedControl, Text } from '@mantine/core';
import { useWords } from '../../text';
import type { BaseChoice } from './use-base-map';

interface Props {
  base: BaseChoice;
  own: boolean;
  choose: (own: boolean) => void;
}

/** Own map or the configured pictures; nothing to choose where none are configured. */
export function BaseSwitch({ base: { offered, failed, retry }, own, choose }: Props) {
  const { say } = useWords();
  if (!offered) return null;
  return (
    <div>
      <Text size="xs" fw={600} mt={6}>
        {say('layer.base.title')}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={say('layer.base.title')}
        value={own || failed ? 'own' : 'offered'}
        onChange={(value) => {
          retry();
          choose(value === 'own');
        }}
        data={[
          { value: 'own', label: say('layer.base.own') },
          { value: 'offered', label: offered.name },
        ]}
      />
      {failed && !own && (
        <Text size="xs" mt={4} role="status">
          {say('layer.base.failed', { name: offered.name })} {say('layer.base.fallback')}
        </Text>
      )}
    </div>
  );
}
