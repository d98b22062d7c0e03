import { useConnection } from '../connection';
import { useWords } from '../text';
import css from './frame.module.css';

/** Says that the server is not there, or takes its time; lies over the page, so that nothing on it jumps. */
export function ConnectionBar() {
  const { say } = useWords();
  const connection = useConnection();
  return (
    <div className={css.connection} role="status">
      {connection !== 'good' && (
        <p className={css.connectionWords} data-state={connection}>
          {say(`connection.${connection}`)}
        </p>
      )}
    </div>
  );
}
