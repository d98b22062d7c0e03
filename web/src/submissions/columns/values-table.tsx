import { Button, Select, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import type { ValueChoice } from '../types';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { Tag } from '../../ui/tag';
import css from './columns.module.css';
import { codeOf, withValue, type Draft } from './draft';

/** The part of an address that leads here. */
export const VALUES = '#values';

interface Props {
  choices: ValueChoice[];
  draft: Draft;
  change: (draft: Draft) => void;
  mayRead: boolean;
}

/** Words of the file that belong to a list of codes: those not understood first, the others on request. */
export function ValuesTable({ choices, draft, change, mayRead }: Props) {
  const { say } = useWords();
  const [all, setAll] = useState(false);
  const section = useRef<HTMLElement>(null);
  const { hash } = useLocation();
  useEffect(() => {
    if (hash === VALUES) section.current?.scrollIntoView({ block: 'start' });
  }, [hash]);
  const strange = choices.filter(({ code }) => code === null);
  const known = choices.length - strange.length;
  const shown = all ? [...strange, ...choices.filter(({ code }) => code !== null)] : strange;
  if (choices.length === 0) return null;
  return (
    <section ref={section} className={css.values} aria-labelledby="values-title">
      <h2 id="values-title">{say('wizard.values.title')}</h2>
      <Text size="sm">
        {strange.length ? say('wizard.values.strange', { count: strange.length }) : say('wizard.values.allKnown', { count: choices.length })}
      </Text>
      {shown.length > 0 && (
        <div className="table-scroll">
          <table className={`table ${css.table}`} data-testid="values">
            <caption className="hidden">{say('wizard.values.title')}</caption>
            <thead>
              <tr>
                {['field', 'text', 'count', 'code'].map((name) => (
                  <th key={name} scope="col" className={name === 'count' ? 'number' : undefined}>
                    {say(`wizard.values.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((choice) => (
                <ValueRow key={`${choice.field} ${choice.text}`} choice={choice} draft={draft} change={change} mayRead={mayRead} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {known > 0 && (
        <Button size="compact-sm" variant="subtle" mt="xs" aria-expanded={all} onClick={() => setAll(!all)}>
          {say(all ? 'wizard.values.less' : 'wizard.values.more', { count: known })}
        </Button>
      )}
    </section>
  );
}

function ValueRow({ choice, draft, change, mayRead }: { choice: ValueChoice } & Omit<Props, 'choices'>) {
  const { say, pick } = useWords();
  const { field, label, text, count, options } = choice;
  const code = codeOf(choice, draft);
  const touched = draft.values[field]?.[text] !== undefined;
  const data = options.map((option) => ({ value: option.value, label: pick(option.label) }));
  return (
    <tr data-unknown={(choice.code === null && !touched) || undefined} data-touched={touched || undefined}>
      <td>{pick(label)}</td>
      <th scope="row">“{text}”</th>
      <td className="number">{formatNumber(count)}</td>
      <td>
        {mayRead ? (
          <Select
            size="xs"
            w={264}
            searchable
            aria-label={say('wizard.values.codeOf', { text })}
            placeholder={say('wizard.values.choose')}
            data={data}
            value={code}
            onChange={(value) => value && change(withValue(draft, field, text, value))}
          />
        ) : (
          (data.find((one) => one.value === code)?.label ?? <Tag tone="warn">{say('wizard.columns.how.none')}</Tag>)
        )}
      </td>
    </tr>
  );
}
