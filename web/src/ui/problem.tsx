import { Button, List, Text } from '@mantine/core';
import { ApiError } from '../api';
import { useWords } from '../text';
import { Note } from './note';
import { notify } from './notify';

/** What happened, in the server's own sentence; what is safe; the number to quote. */
export function ProblemView({ error, retry }: { error: unknown; retry?: () => void }) {
  const { say, pick } = useWords();
  const { title, detail } = useProblemWords()(error);
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <Note tone="bad" role="alert" title={title}>
      {/* Of a form the sentence only counts up what the list says. */}
      {!(problem?.code === 'invalid' && problem.errors?.length) && <Text size="sm">{detail}</Text>}
      {problem?.errors && (
        <List size="sm" mt={4}>
          {problem.errors.map((one, index) => (
            <List.Item key={index}>{pick(one.message)}</List.Item>
          ))}
        </List>
      )}
      {problem && (
        <Text size="xs" c="dimmed" mt={4}>
          {say('problem.requestId', { id: problem.requestId })}
        </Text>
      )}
      {retry && (
        <Button mt="xs" size="xs" variant="default" onClick={retry}>
          {say('problem.retry')}
        </Button>
      )}
    </Note>
  );
}

export function useProblemWords() {
  const { say, language } = useWords();
  return (error: unknown): { title: string; detail: string } => {
    const problem = error instanceof ApiError ? error.problem : null;
    if (!problem) {
      const offline = error instanceof ApiError && error.status === 0;
      return { title: say('problem.title'), detail: offline ? say('problem.offline') : say('problem.unknown') };
    }
    const words = language === 'en' && problem.en ? problem.en : problem;
    return words.title === words.detail ? { title: say('problem.title'), detail: words.detail } : words;
  };
}

/** For an action that failed: the sentence comes up where the eyes are, nothing typed is lost. */
export function useSayProblem() {
  const wordsOf = useProblemWords();
  return (error: unknown): void => {
    const { title, detail } = wordsOf(error);
    void notify({ tone: 'bad', title, text: detail });
  };
}
