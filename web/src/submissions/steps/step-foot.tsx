import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { useWords } from '../../text';
import { useStepLink } from './step-bar';
import css from './steps.module.css';
import type { Step } from './steps';

interface Props {
  back?: Step;
  next?: Step;
  /** What was chosen and is not done yet, done before going on. */
  before?: { label: string; busy: boolean; act: () => Promise<unknown> };
  children?: ReactNode;
}

/** Back and on, always in the same place. Whatever else the step may do stands between them. */
export function StepFoot({ back, next, before, children }: Props) {
  const { say } = useWords();
  const to = useStepLink();
  const navigate = useNavigate();
  const goOn = async (act: () => Promise<unknown>, step: Step) => {
    try {
      await act();
    } catch {
      // What went wrong has been said.
      return;
    }
    await navigate(to(step));
  };
  return (
    <div className={css.foot}>
      {back && (
        <Button component={Link} to={to(back)} variant="default" leftSection={<IconArrowLeft size={16} />}>
          {say('wizard.step.back', { step: say(`wizard.step.${back}`) })}
        </Button>
      )}
      <span className={css.footMiddle}>{children}</span>
      {next && before && (
        <Button rightSection={<IconArrowRight size={16} />} loading={before.busy} onClick={() => void goOn(before.act, next)}>
          {before.label}
        </Button>
      )}
      {next && !before && (
        <Button component={Link} to={to(next)} rightSection={<IconArrowRight size={16} />}>
          {say('wizard.step.next', { step: say(`wizard.step.${next}`) })}
        </Button>
      )}
    </div>
  );
}
