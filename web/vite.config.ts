import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { constants } from 'node:zlib';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';

/**
 * The code and the letters of the first pages are fetched together with the page, not once its first lines have run; most people come for the map.
 * Not `modulepreload`, which compiles as well: the first lines would have to wait for it.
 */
const FIRST = ['base', 'map', 'rolldown-runtime'];
const preloadFirst: Plugin = {
  name: 'preload-first',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle }) =>
      Object.values(bundle ?? {}).flatMap(({ type, fileName, name }): HtmlTagDescriptor[] => {
        const link = (attrs: Record<string, string>) => [
          { tag: 'link', attrs: { ...attrs, crossorigin: true, href: `/${fileName}` }, injectTo: 'head' as const },
        ];
        if (type === 'chunk' && FIRST.includes(name)) return link({ rel: 'preload', as: 'script' });
        if (fileName.endsWith('.css') && FIRST.some((one) => fileName.includes(`/${one}-`))) return link({ rel: 'preload', as: 'style' });
        return fileName.endsWith('.woff2') ? link({ rel: 'preload', as: 'font', type: 'font/woff2', fetchpriority: 'low' }) : [];
      }),
  },
};

/** Once here instead of for every visitor. One level less than the most takes a tenth of the time. */
const compressed = compression({
  include: /\.(js|css|svg)$/,
  threshold: 1024,
  logLevel: 'silent',
  algorithms: [defineAlgorithm('gzip', { level: 9 }), defineAlgorithm('brotliCompress', { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } })],
});

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), preloadFirst, compressed],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The content policy allows no data: fonts, and no inline script such as the preload polyfill.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // In kilobytes before compression; the bar is on what a first visit fetches, which the bench prints.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // Four files open the map, not eighty: what runs at once, what every page needs, the map with all it stands on, and nothing else before it is used.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 3 },
            { name: 'base', test: /[\\/]web[\\/]src[\\/]start\.tsx/, priority: 2 },
            { name: 'map', test: /[\\/]web[\\/]src[\\/]map[\\/]map\.page\.tsx/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: Number(process.env.VITE_PORT ?? 5173),
    proxy: { '/api': process.env.VITE_API ?? 'http://localhost:3000' },
  },
});
