import { Skeleton, Stack } from '@mantine/core';
import { useWords } from '../text';

export function PageSkeleton({ lines = 8 }: { lines?: number }) {
  const { say } = useWords();
  return (
    <Stack gap="xs" p="lg" role="status" aria-busy aria-label={say('loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={index ? 20 : 32} width={index ? '100%' : '40%'} />
      ))}
    </Stack>
  );
}
