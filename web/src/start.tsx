import './ui/mantine';
import './ui/fonts.css';
import './ui/app.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { ApiError, whenSignedOut } from './api';
import { App, mapIsHere, type MapModule } from './app';
import { whenBack } from './connection';
import { kindsQuery, organizationsQuery } from './records/registry';
import { sessionQuery } from './session/session';
import { statusQuery, unitsQuery } from './status/queries';
import { firstStatusQuery } from './status/vintages';
import { startTexts } from './text';
import { theme, variables } from './ui/theme';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // An answer that says no will say no again; only a lost connection is worth another try.
      retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
    },
  },
});
whenBack(() => void client.invalidateQueries());
whenSignedOut(() => void client.invalidateQueries({ queryKey: ['session'] }));

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
// Where the part that stops the page from scrolling under a dialog looks for it.
Object.assign(globalThis, { __webpack_nonce__: nonce });

/** Longer than this one is not kept before an empty page. */
const PATIENCE_MS = 400;

/** What the first page shows is put into the cache before it is drawn: then it is drawn once, and not first without this and then without that. */
async function prepare(mapPage: Promise<MapModule> | null): Promise<void> {
  const { user } = await client.fetchQuery(sessionQuery);
  if (!user) return;
  const query = mapPage && firstStatusQuery(new URLSearchParams(window.location.search));
  await Promise.all([
    client.prefetchQuery(kindsQuery),
    client.prefetchQuery(organizationsQuery),
    ...(query ? [client.prefetchQuery(unitsQuery(query.vintage)), client.prefetchQuery(statusQuery(query)), mapPage] : []),
  ]);
}

export async function start(mapPage: Promise<MapModule> | null): Promise<void> {
  // What goes wrong with the map's code or an answer is told where it is needed.
  mapPage?.then(mapIsHere, () => {});
  const prepared = prepare(mapPage).catch(() => {});
  await startTexts();
  await Promise.race([prepared, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
  const page = (
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={variables} getStyleNonce={() => nonce} forceColorScheme="light">
        <QueryClientProvider client={client}>
          {/* A transition would be put off by every move of the pointer over the map. */}
          <BrowserRouter useTransitions={false}>
            <App />
          </BrowserRouter>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  );
  // In small parts: between them the browser draws what is there, and answers.
  startTransition(() => createRoot(document.getElementById('root')!).render(page));
}
