import { useWords } from '../text';
import { Tag } from './tag';

/** Made-up records say so wherever they are shown. */
export function SampleMark() {
  const { say } = useWords();
  return (
    <Tag tone="sample" testid="sample-mark">
      {say('sample.mark')}
    </Tag>
  );
}
