import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../text';
import { useStepLink } from './step-bar';
import css from './steps.module.css';
import type { Step } from './steps';

/** Back and on, always in the same place. Whatever else the step may do stands between them. */
export function StepFoot({ back, next, children }: { back?: Step; next?: Step; children?: ReactNode }) {
  const { say } = useWords();
  const to = useStepLink();
  return (
    <div className={css.foot}>
      {back && (
        <Button component={Link} to={to(back)} variant="default" leftSection={<IconArrowLeft size={16} />}>
          {say('wizard.step.back', { step: say(`wizard.step.${back}`) })}
        </Button>
      )}
      <span className={css.footMiddle}>{children}</span>
      {next && (
        <Button component={Link} to={to(next)} rightSection={<IconArrowRight size={16} />}>
          {say('wizard.step.next', { step: say(`wizard.step.${next}`) })}
        </Button>
      )}
    </div>
  );
}
