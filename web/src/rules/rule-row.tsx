import { ActionIcon, Text } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { RuleSetting } from '../submissions/types';
import { KIND_ORDER } from '../records/registry';
import { SeverityBadge } from '../submissions/badges';
import { useWords } from '../text';
import { formatInstant, formatNumber } from '../text/format';
import { Tag } from '../ui/tag';
import { RuleForm } from './rule-form';
import css from './rules.module.css';
import { unitOf } from './unit-of';

/** What a rule looks for, how much it weighs, and where it is met now. */
export function RuleRow({ rule, maySet, named }: { rule: RuleSetting; maySet: boolean; named: boolean }) {
  const { say, pick } = useWords();
  const [setting, setSetting] = useState(false);
  const { id, severity, defaultSeverity, title, explain, source, kinds, thresholds, open, set } = rule;
  return (
    <li id={id} className={css.rule} data-named={named || undefined} data-testid={`rule-${id}`}>
      <div className={css.about}>
        <Link to={`#${id}`} className={css.id}>
          {id}
        </Link>
        <div>
          <strong>{pick(title)}</strong>
          <Text size="sm">{pick(explain)}</Text>
          <Text size="xs" c="dimmed">
            {say('rule.kinds')}: {kinds.length < KIND_ORDER.length ? kinds.map((kind) => say(`kindShort.${kind}`)).join(', ') : say('rule.allKinds')}
            {thresholds.map(({ label, value, unit }) => ` · ${pick(label)}: ${formatNumber(value, 3)}${unit ? ` ${unitOf(unit, pick)}` : ''}`)}
            {source && ` · ${say('source', { source: pick(source) })}`}
          </Text>
        </div>
        <div className={css.weight}>
          {severity === 'off' ? <Tag tone="muted">{say('rule.off')}</Tag> : <SeverityBadge severity={severity} />}
          {severity !== defaultSeverity && (
            <Text size="xs" c="dimmed">
              {say('rule.default', { severity: say(`severity.${defaultSeverity}`) })}
            </Text>
          )}
        </div>
        <Text size="sm" className={css.open} component="div">
          {open.items > 0 ? (
            <Link to={`/submissions?rule=${id}`}>
              {say('rule.openItems', { items: formatNumber(open.items), submissions: formatNumber(open.submissions) })}
            </Link>
          ) : (
            say('rule.none')
          )}
          {set && (
            <Text size="xs" c="dimmed">
              {say('rule.lastSet', { who: set.by, at: formatInstant(set.at) })}
            </Text>
          )}
        </Text>
        {maySet && (!rule.fixed || thresholds.length > 0) && (
          <ActionIcon variant="subtle" color="gray" aria-label={say('rule.set', { rule: id })} aria-expanded={setting} onClick={() => setSetting(!setting)}>
            <IconSettings size={18} />
          </ActionIcon>
        )}
      </div>
      {setting && <RuleForm rule={rule} close={() => setSetting(false)} />}
    </li>
  );
}
