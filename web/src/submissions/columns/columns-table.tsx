import type { Kind } from '../../api-types';
import type { SourceColumn, Submission } from '../types';
import { useWords } from '../../text';
import { Tag } from '../../ui/tag';
import { unknownColumns } from '../steps/steps';
import { ColumnUseSelect, useColumnWords } from './column-use-select';
import css from './columns.module.css';
import { columnUse, withUse, type Draft } from './draft';

interface Props {
  submission: Submission;
  kind: Kind;
  draft: Draft;
  change: (draft: Draft) => void;
  mayRead: boolean;
}

const HEADS = ['letter', 'header', 'samples', 'field', 'how'];

/** Columns nobody understood come first; they stay there while their use is being chosen. */
export function ColumnsTable({ submission, kind, draft, change, mayRead }: Props) {
  const { say, pick } = useWords();
  const wordsOf = useColumnWords(kind);
  const unknown = new Set(unknownColumns(submission));
  const sorted = [...submission.columns].sort((a, b) => Number(unknown.has(b)) - Number(unknown.has(a)));
  return (
    <div className="table-scroll">
      <table className={`table ${css.table}`} data-testid="columns">
        <caption className="hidden">{say('step.columns')}</caption>
        <thead>
          <tr>
            {HEADS.map((name) => (
              <th key={name} scope="col">
                {say(`columns.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((column) => {
            const use = columnUse(column, submission, draft);
            const name = namesField(column) ? pick(column.label) || column.header : column.header;
            const touched = column.header in draft.columns;
            return (
              <tr key={`${column.letter}${column.header}`} data-unknown={(unknown.has(column) && !touched) || undefined} data-touched={touched || undefined}>
                <td>{column.letter}</td>
                <th scope="row">{name}</th>
                <td className="wrap">
                  <Samples samples={column.samples} />
                </td>
                <td>
                  {mayRead ? (
                    <ColumnUseSelect kind={kind} header={name} use={use} choose={(next) => change(withUse(draft, submission, column.header, next))} />
                  ) : (
                    wordsOf(use)
                  )}
                </td>
                <td>
                  <How column={column} submission={submission} touched={touched} use={use} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Records that a program sent name their fields as the API does, which means nothing to a reader. */
const namesField = ({ header, letter, field }: SourceColumn): boolean => letter === null && header === field;

function Samples({ samples }: { samples: string[] }) {
  const { say } = useWords();
  if (samples.length === 0) return <span className="dimmed">{say('wizard.columns.blank')}</span>;
  return (
    <span className={css.samples}>
      {samples.slice(0, 3).map((sample, index) => (
        <span key={index}>{sample}</span>
      ))}
    </span>
  );
}

function How({ column, submission, touched, use }: { column: SourceColumn; submission: Submission; touched: boolean; use: string | null | undefined }) {
  const { say } = useWords();
  if (touched) return <Tag tone="accent">{say('wizard.columns.how.changed')}</Tag>;
  if (use === undefined) return column.samples.length ? <Tag tone="warn">{say('wizard.columns.how.none')}</Tag> : null;
  const how = column.by ?? (column.header in (submission.reading?.columns ?? {}) ? 'chosen' : 'synonym');
  return <span className={css.how}>{say(`wizard.columns.how.${how}`)}</span>;
}
