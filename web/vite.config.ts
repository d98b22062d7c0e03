import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
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
        // Three files open the map, not eighty: what every page needs, the map with all it stands on, and nothing else before it is used.
        codeSplitting: {
          groups: [
            { name: 'base', tags: ['$initial'], priority: 2 },
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
