import { lazy, type ComponentType } from 'react';
import { untilBack } from '../connection';

/** Without a connection it waits for one and tries again, instead of breaking the page. */
export const patiently = <Part>(load: () => Promise<Part>): Promise<Part> =>
  load().catch(async () => {
    await untilBack();
    return load();
  });

/** A part of the web that is fetched when it is first shown. */
export const lazyPart = <Props>(load: () => Promise<{ default: ComponentType<Props> }>) => lazy(() => patiently(load));
