import { Skeleton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { Field, Kind, RegistryRecord, Value } from '../api-types';
import { useWords } from '../text';
import { COLUMNS, isNumeric } from './columns';
import { fieldOf } from './registry';
import { useValueWords } from './values';

interface Props {
  kind: Kind;
  items: RegistryRecord[];
  loading: boolean;
  sort: string;
  setSort: (sort: string) => void;
}

export function RecordTable({ kind, items, loading, sort, setSort }: Props) {
  const { pick } = useWords();
  const words = useValueWords();
  const navigate = useNavigate();
  const { search } = useLocation();
  const fields = COLUMNS[kind.name].flatMap((name) => fieldOf(kind, name) ?? []);
  const asOf = new URLSearchParams(search).get('asOf');
  const href = (record: RegistryRecord) => `/records/${kind.name}/${record.id}${asOf ? `?asOf=${asOf}` : ''}`;
  return (
    <div className="table-scroll">
      <table className="table">
        <caption className="hidden">{pick(kind.label)}</caption>
        <thead>
          <tr>
            {fields.map((field) => (
              <SortHead key={field.name} field={field} sort={sort} setSort={setSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((record) => (
            <tr key={record.id} className="clickable" onClick={() => void navigate(href(record))}>
              {fields.map((field, index) => {
                const text = words(field, record[field.name] as Value);
                return (
                  <td key={field.name} className={isNumeric(field.type) ? 'number' : field.type === 'text' && index > 0 ? 'wrap' : undefined}>
                    {index === 0 ? (
                      <Link to={href(record)} onClick={(event) => event.stopPropagation()}>
                        {text}
                      </Link>
                    ) : (
                      text
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
          {loading &&
            Array.from({ length: 12 }, (_, row) => (
              <tr key={row}>
                {fields.map((field) => (
                  <td key={field.name}>
                    <Skeleton height={16} />
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function SortHead({ field, sort, setSort }: { field: Field; sort: string; setSort: (sort: string) => void }) {
  const { pick } = useWords();
  const on = sort.replace(/^-/, '') === field.name;
  const down = on && sort.startsWith('-');
  // Lists have no order of their own.
  const sortable = !['codes', 'organizations', 'texts'].includes(field.type);
  const label = pick(field.label);
  return (
    <th scope="col" className={isNumeric(field.type) ? 'number' : undefined} aria-sort={on ? (down ? 'descending' : 'ascending') : undefined}>
      {sortable ? (
        <button type="button" className="sort" onClick={() => setSort(on && !down ? `-${field.name}` : field.name)}>
          {label}
          {on && (down ? <IconArrowDown size={14} aria-hidden /> : <IconArrowUp size={14} aria-hidden />)}
        </button>
      ) : (
        label
      )}
    </th>
  );
}
