import { Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import { useRegistry } from '../records/registry';
import { maySee } from '../session/places';
import { useUser } from '../session/session';
import { useSenders } from '../status/queries';
import type { Sender } from '../status/types';
import { useWords } from '../text';
import { formatDate, formatNumber } from '../text/format';
import { ProblemView } from '../ui/problem';

/** Who has sent what last for a unit, and who has sent nothing. */
export function Senders({ unit }: { unit: string }) {
  const { say } = useWords();
  const senders = useSenders(unit);
  return (
    <section aria-label={say('unit.senders')}>
      <h2>{say('unit.senders')}</h2>
      {senders.isPending && <Skeleton height={120} />}
      {senders.isError && <ProblemView error={senders.error} retry={() => void senders.refetch()} />}
      {senders.data && (
        <div className="table-scroll">
          <table className="table" data-testid="senders">
            <thead>
              <tr>
                {['sender', 'sent', 'decided', 'records'].map((column) => (
                  <th key={column} scope="col" className={column === 'records' ? 'number' : undefined}>
                    {say(`unit.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {senders.data.items.map((sender) => (
                <SenderRow key={sender.code} sender={sender} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function SenderRow({ sender: { name, kind, decidedAt, records, submissionId } }: { sender: Sender }) {
  const { say, pick } = useWords();
  const registry = useRegistry();
  const user = useUser();
  const label = kind && pick(registry.kind(kind)?.label);
  const mayOpen = user !== null && maySee(user.role, 'submissions');
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{kind ? mayOpen ? <Link to={`/submissions/${submissionId}`}>{label}</Link> : label : say('unit.sentNothing')}</td>
      <td>{formatDate(decidedAt)}</td>
      <td className="number">{kind ? formatNumber(records) : ''}</td>
    </tr>
  );
}
