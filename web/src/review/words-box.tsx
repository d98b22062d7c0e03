import { Text, Textarea, type TextareaProps } from '@mantine/core';
import { useWords } from '../text';

interface Props extends Omit<TextareaProps, 'onChange' | 'value'> {
  value: string;
  change: (value: string) => void;
  send: () => void;
}

/** Words that Enter sends; a new line is Shift+Enter. While a Vietnamese letter is being put together, Enter belongs to that. */
export function WordsBox({ value, change, send, ...rest }: Props) {
  const { say } = useWords();
  return (
    <div>
      <Textarea
        autosize
        minRows={2}
        maxRows={6}
        maxLength={5000}
        {...rest}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <Text size="xs" c="dimmed" mt={2}>
        {say('desk.enterSends')}
      </Text>
    </div>
  );
}
