import { Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Submission } from '../api-types';
import { useWords } from '../text';
import css from './submissions.module.css';
import { ItemsMap } from './items-map';

/** The system the numbers were read in, why, and where they fall. */
export function CrsStep({ id, submission }: { id: string; submission: Submission }) {
  const { say, pick } = useWords();
  const { crs } = submission;
  return (
    <div className={css.crs}>
      <div>
        {crs && crs.found !== false ? (
          <>
            <Text size="xs" c="dimmed">
              {say(crs.guessed ? 'crs.guessed' : 'crs.given')}
            </Text>
            <Text fw={600} size="lg">
              {say(`crs.${crs.code.replace(':', '')}`)}
            </Text>
            <Text mt="xs">{pick(crs.reason)}</Text>
          </>
        ) : (
          <Text>{say('crs.none')}</Text>
        )}
        <Text size="sm" c="dimmed" mt="md">
          {say('crs.wrong')} <Link to="/submissions/new">{say('crs.again')}</Link>
        </Text>
      </div>
      <ItemsMap id={id} className={css.crsMap} selected={null} />
    </div>
  );
}
