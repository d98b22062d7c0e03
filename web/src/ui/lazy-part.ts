import { lazy, type ComponentType } from 'react';
import { untilBack } from '../connection';

/** A part of the web that is fetched when it is first shown; without a connection it waits for one instead of breaking the page. */
export const lazyPart = <Props>(load: () => Promise<{ default: ComponentType<Props> }>) =>
  lazy(() =>
    load().catch(async () => {
      await untilBack();
      return load();
    }),
  );
