import { defineConfig } from 'vitest/config'

const common = {
  globalSetup: ['test/support/global-setup.ts'],
  testTimeout: 20_000,
  hookTimeout: 60_000,
  restoreMocks: true,
  // Files share the modules that a worker has loaded: loading them anew for each took a fifth of the time.
  isolate: false,
}

/** Every test runs once on SQLite; those that need a database (and the flows) run again on PostgreSQL. */
export default defineConfig({
  test: {
    maxWorkers: 3,
    projects: [
      {
        test: { ...common, name: 'sqlite', provide: { dialect: 'sqlite' }, include: ['test/**/*.test.ts'] },
      },
      {
        test: {
          ...common,
          name: 'postgresql',
          provide: { dialect: 'postgresql' },
          include: ['test/**/*.db.test.ts', 'test/flows/**/*.test.ts'],
        },
      },
    ],
  },
})
