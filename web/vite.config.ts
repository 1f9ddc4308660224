import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'
import { panelDocuments } from './panel-documents-plugin.ts'
import { precompress } from './precompress.ts'
import { serviceWorker } from './service-worker-plugin.ts'

const gateway = `http://127.0.0.1:${process.env.PORT ?? 4000}`
const here = import.meta.dirname

/**
 * Builds the panel (`/`) and the query page (`/graphiql`) into `dist/web`. Files under `assets/` carry a hash
 * and may be cached for a year; the two html files may not.
 */
export default defineConfig({
  root: here,
  base: '/',
  plugins: [
    solid({ exclude: [/web\/graphiql\//] }),
    serviceWorker(),
    precompress(),
    // Beside the panel's folder, not in it: nobody is to read it from the server.
    panelDocuments(resolve(here, '../dist/panel-documents.json')),
  ],
  // The formatter and the language service of the query page must share one graphql instance.
  resolve: { dedupe: ['graphql', 'monaco-editor', 'solid-js'] },
  build: {
    outDir: resolve(here, '../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 8000,
    rollupOptions: {
      // GraphiQL's libraries carry directives for a bundler that we do not use.
      onLog: (level, log, keep) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && keep(level, log),
      input: { panel: resolve(here, 'index.html'), graphiql: resolve(here, 'graphiql/index.html') },
    },
  },
  worker: { format: 'es' },
  server: {
    port: 4173,
    fs: { allow: [resolve(here, '..')] },
    proxy: {
      '/graphql': { target: gateway, ws: true },
      '/uploads': { target: gateway },
    },
  },
})
