import { useParams } from 'react-router';
import { useWords } from '../text';
import { Empty } from '../ui/empty';
import { useTitle } from '../ui/use-title';
import { Desk } from './desk';
import { Queue } from './queue';
import css from './review.module.css';

/** Queue on the left, the package on the desk. */
export default function ReviewPage() {
  const { say } = useWords();
  const { id } = useParams();
  useTitle(say('place.review'));
  return (
    <div className={css.page} data-open={id ? '' : undefined}>
      <Queue open={id ?? null} />
      {id ? (
        <Desk key={id} id={id} />
      ) : (
        <div className={css.nothing}>
          <Empty title={say('review.choose')} text={say('review.chooseText')} />
        </div>
      )}
    </div>
  );
}
