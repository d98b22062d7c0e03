import { Text, Textarea, type TextareaProps } from '@mantine/core';
import { useWords } from '../text';

interface Props extends Omit<TextareaProps, 'onChange' | 'value'> {
  value: string;
  change: (value: string) => void;
  send: () => void;
  /** What cannot be taken back wants Ctrl+Enter, which does this; Enter alone is a new line then. */
  deliberate?: 'conclude' | 'return';
}

/** Words that Enter sends; a new line is Shift+Enter. While a Vietnamese letter is being put together, Enter belongs to that. */
export function WordsBox({ value, change, send, deliberate, ...rest }: Props) {
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
          if (deliberate && !event.ctrlKey && !event.metaKey) return;
          event.preventDefault();
          send();
        }}
      />
      <Text size="xs" c="dimmed" mt={2}>
        {say(deliberate === 'return' ? 'desk.ctrlEnterReturns' : deliberate ? 'desk.ctrlEnterSends' : 'desk.enterSends')}
      </Text>
    </div>
  );
}
