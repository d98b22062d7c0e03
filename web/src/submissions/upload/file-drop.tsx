import '@mantine/dropzone/styles.css';
import { Button, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileCheck, IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../text';
import { formatMegabytes } from './format';
import { refusalOf, type Refusal } from './accepted';
import css from './upload.module.css';

/** Where the file is dropped. What would not be taken is told at once, with what to do. */
export function FileDrop({ file, choose }: { file: File | null; choose: (file: File | null) => void }) {
  const { say } = useWords();
  const [refused, setRefused] = useState<{ why: Refusal; name: string; size: number } | null>(null);
  const take = (files: File[]) => {
    const [one] = files;
    if (!one) return;
    const why = files.length > 1 ? 'several' : refusalOf(one);
    setRefused(why && { why, name: one.name, size: one.size });
    choose(why ? null : one);
  };
  const Icon = file ? IconFileCheck : IconFileUpload;
  return (
    <div>
      <Dropzone
        aria-label={say('new.drop')}
        inputProps={{ 'aria-label': say('new.file') }}
        multiple
        onDrop={take}
        onReject={(rejections) => take(rejections.map((one) => one.file))}
        className={css.drop}
        data-chosen={file ? true : undefined}
      >
        <div className={css.dropInside}>
          <Icon size={40} stroke={1.3} aria-hidden />
          <div>
            <Text fw={600} size="lg">
              {file ? file.name : say('new.drop')}
            </Text>
            <Text size="sm" c="dimmed">
              {file ? formatMegabytes(file.size) : say('new.formats')}
            </Text>
          </div>
          {file && (
            <Button component="span" size="xs" variant="default">
              {say('wizard.file.another')}
            </Button>
          )}
        </div>
      </Dropzone>
      {refused && (
        <Text role="alert" size="sm" className="alarm" mt={4}>
          {say(`wizard.file.refused.${refused.why}`, { name: refused.name, size: formatMegabytes(refused.size) })}
        </Text>
      )}
    </div>
  );
}
