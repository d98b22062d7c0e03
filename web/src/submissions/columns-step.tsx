import { Text } from '@mantine/core';
import type { SourceColumn } from '../api-types';
import { useWords } from '../text';
import { Empty } from '../ui/empty';

/** What each column was taken for; those nobody understood come first. */
export function ColumnsStep({ columns }: { columns: SourceColumn[] }) {
  const { say, pick } = useWords();
  if (columns.length === 0) return <Empty title={say('columns.none')} />;
  const sorted = [...columns].sort((a, b) => Number(a.field !== null) - Number(b.field !== null));
  const unknown = columns.filter((column) => !column.field).length;
  return (
    <>
      <Text mb="sm">{unknown ? say('columns.unknown', { count: unknown }) : say('columns.allKnown', { count: columns.length })}</Text>
      <div className="table-scroll">
        <table className="table">
          <caption className="hidden">{say('step.columns')}</caption>
          <thead>
            <tr>
              {['letter', 'header', 'field', 'samples'].map((name) => (
                <th key={name} scope="col">
                  {say(`columns.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((column, index) => (
              <tr key={index}>
                <td>{column.letter}</td>
                <td className="wrap">{column.header}</td>
                <td>{column.field ? <strong>{pick(column.label)}</strong> : <span className="caution">{say('columns.notUsed')}</span>}</td>
                <td className="wrap">{column.samples.join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
