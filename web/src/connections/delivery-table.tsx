import { Link } from 'react-router';
import { useWords } from '../text';
import { formatInstant, formatNumber } from '../text/format';
import { Tag, type Tone } from '../ui/tag';
import css from './connections.module.css';
import type { Delivery } from './queries';

const TONES: Record<Delivery['state'], Tone> = { queued: 'warn', sent: 'good', dead: 'bad' };

/** The last messages and how they went. */
export function DeliveryTable({ items }: { items: Delivery[] }) {
  const { say, pick } = useWords();
  return (
    <div className="table-scroll">
      <table className="table">
        <caption className={css.caption}>{say('access.log')}</caption>
        <thead>
          <tr>
            {['when', 'event', 'state', 'tries', 'result'].map((column) => (
              <th key={column} scope="col" className={column === 'tries' ? 'number' : undefined}>
                {say(`access.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <td>{formatInstant(one.at)}</td>
              <td>
                {say(`access.event.${one.event.replace('submission.', '')}`)} <code>{one.event}</code>{' '}
                {one.submission && <Link to={`/submissions/${one.submission}`}>#{one.submission}</Link>}
              </td>
              <td>
                <Tag tone={TONES[one.state]}>{say(`access.delivery.${one.state}`)}</Tag>
              </td>
              <td className="number">{formatNumber(one.attempts)}</td>
              <td className="wrap">
                {one.problem ? pick(one.problem) : one.status && `HTTP ${one.status}`}
                {one.nextTryAt && ` ${say('access.nextTry', { at: formatInstant(one.nextTryAt) })}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
