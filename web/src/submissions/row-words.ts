import { useWords } from '../text';

/** Where in the file an item stands; what the register has and the file has not stands in no row. */
export function useRowWords(): (row: number) => string {
  const { say } = useWords();
  return (row) => (row > 0 ? say('row', { row }) : say('notInFile'));
}
