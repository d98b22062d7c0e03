import { Anchor } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useWords } from '../text';
import { Empty } from '../ui/empty';
import { useTitle } from '../ui/use-title';
import { Desk } from './desk';
import { Queue, useQueueFilter } from './queue';
import { useQueue } from './queries';
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
          <Nothing />
        </div>
      )}
    </div>
  );
}

/** Beside a queue from which nothing is chosen: what to do, also when there is nothing to choose from. */
function Nothing() {
  const { say } = useWords();
  const { filter, active } = useQueueFilter();
  const waiting = useQueue(filter);
  if (!waiting.isSuccess) return null;
  if (waiting.data.pages[0]?.items.length) return <Empty title={say('review.choose')} text={say('review.chooseText')} />;
  if (active) return <Empty title={say('review.noMatch')} text={say('review.noMatchText')} />;
  return (
    <Empty title={say('review.allDone')} text={say('review.allDoneText')}>
      <Anchor component={Link} to="/submissions?state=decided">
        {say('review.decided')}
      </Anchor>
    </Empty>
  );
}
