import { defineConfig } from 'vitest/config'
import { landing } from './tests/landing.ts'

const source = { resolve: { conditions: ['atrium-source'] }, ssr: { resolve: { conditions: ['atrium-source'] } } }

const server = {
  provide: { isWhole: false },
  globalSetup: ['tests/server/global-setup.ts', 'tests/harness/data-template.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  pool: 'forks' as const,
  // Modules are loaded once for each worker, not for each file.
  isolate: false,
  maxWorkers: 2,
}

const browser = {
  globalSetup: [
    'tests/browser/global-setup.ts',
    'tests/server/global-setup.ts',
    'tests/harness/data-template.ts',
    'tests/server/shop-warehouse.ts',
    'tests/browser/house-keeper.ts',
  ],
  testTimeout: 120_000,
  hookTimeout: 180_000,
  // A page takes its time where two of them share the machine. What passes only when tried again is named at the end of
  // `npm test`: it is a race in the page or in the test, to be found.
  expect: { poll: { timeout: 15_000 } },
  retry: 1,
  pool: 'forks' as const,
  isolate: false,
  maxWorkers: 2,
}

/**
 * The suites. `unit`: pure, no process, no port. `server`: real PostgreSQL, DuckDB and HTTP on loopback.
 * `browser`: a real Chromium on the built product. What takes long of these two is `landing-server` and `landing-browser`
 * (tests/landing.ts). `*.sweep.test.ts` ask everything of everything; `server` takes a slice of it, chosen by rule, and the whole
 * is `sweeps`. `npm test` runs the first three, every landing (`.ci/run`) all of these. Three are not among the checks of landings:
 * `long`: the random questions of `server`, many thousands of them. `engines`: the dialects on other engines, which it installs itself (see
 * tests/engines/README.md). `clients`: programs that others wrote, likewise (tests/clients/README.md).
 */
export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'tests/house/**/*.test.ts'],
          exclude: ['**/*.server.test.ts', '**/*.sweep.test.ts', '**/*.long.test.ts', '**/node_modules/**'],
          isolate: false,
        },
      },
      {
        ...source,
        test: {
          ...server,
          name: 'server',
          include: ['packages/*/**/*.server.test.ts', 'packages/*/**/*.sweep.test.ts', 'tests/server/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...landing.server],
        },
      },
      { ...source, test: { ...server, name: 'landing-server', include: landing.server } },
      {
        ...source,
        test: { ...browser, name: 'browser', include: ['tests/browser/**/*.test.ts'], exclude: ['**/*.sweep.test.ts', ...landing.browser] },
      },
      { ...source, test: { ...browser, name: 'landing-browser', include: landing.browser } },
      {
        ...source,
        test: {
          name: 'sweeps',
          include: ['packages/*/**/*.sweep.test.ts', 'tests/**/*.sweep.test.ts'],
          exclude: ['**/node_modules/**'],
          provide: { isWhole: true },
          globalSetup: ['tests/browser/global-setup.ts', 'tests/server/global-setup.ts', 'tests/harness/data-template.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 15_000 } },
          pool: 'forks',
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        ...source,
        test: {
          name: 'long',
          include: ['packages/*/**/*.long.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 3_600_000,
          hookTimeout: 120_000,
          pool: 'forks',
          maxWorkers: 2,
        },
      },
      {
        ...source,
        test: {
          name: 'engines',
          include: ['tests/engines/**/*.test.ts'],
          testTimeout: 60_000,
          // The first run installs the engines.
          hookTimeout: 900_000,
          pool: 'forks',
          maxWorkers: 1,
        },
      },
      {
        ...source,
        test: {
          name: 'clients',
          include: ['tests/clients/**/*.test.ts'],
          globalSetup: ['tests/server/global-setup.ts', 'tests/harness/data-template.ts'],
          // The first run installs the clients.
          testTimeout: 900_000,
          hookTimeout: 120_000,
          pool: 'forks',
          maxWorkers: 1,
        },
      },
    ],
  },
})
