import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/**
 * A machine that is busy with other things can hold up a frame, a socket or a whole process for longer than a test of
 * them waits. The report names what passed at the second try only; what asks records and verbs alone has one try.
 */
const secondTries = process.env.CI ? 1 : 0

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: {
    // Vite takes the ESM file of graphql and type-graphql the CommonJS one, which are two libraries to graphql
    // ("another module or realm"). A regular expression, because a plain string also rewrites deep imports.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    globalSetup: ['tests/support/cluster.ts'],
    // type-graphql keeps one registry per process: a file must not see what another one registered.
    isolate: true,
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', 'tests/gateway/**', 'tests/crash/**', 'tests/bench/**'],
          globalSetup: [],
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: ['tests/gateway/**/*.test.ts', 'tests/crash/**/*.test.ts'],
          globalSetup: [],
          retry: secondTries,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          env: { PANEL_DOCUMENTS: 'listed' },
          globalSetup: [],
          retry: secondTries,
        },
      },
    ],
  },
})
