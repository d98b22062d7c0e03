import './ui/mantine';
import './ui/fonts.css';
import './ui/app.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { ApiError, whenSignedOut } from './api';
import { App } from './app';
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
whenSignedOut(() => void client.invalidateQueries({ queryKey: ['session'] }));

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
// Where the part that stops the page from scrolling under a dialog looks for it.
Object.assign(globalThis, { __webpack_nonce__: nonce });

await startTexts();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} getStyleNonce={() => nonce} forceColorScheme="light">
      <QueryClientProvider client={client}>
        {/* A transition would be put off by every move of the pointer over the map. */}
        <BrowserRouter useTransitions={false}>
          <App />
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
