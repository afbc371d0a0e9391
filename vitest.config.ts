import { defineConfig } from 'vitest/config';
import { decorators } from './tests/setup/decorators.ts';

export default defineConfig({
  plugins: [decorators],
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/setup/build.ts'],
    // a machine may be many times slower than it was, and waiting costs nothing where nothing is wrong
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
    pool: 'forks',
    // modules are loaded once for all files of a process; what a file changes in it, it puts back
    isolate: false,
    maxWorkers: 3,
    // of those that are said to be concurrent, as nearly all of their time is waiting
    maxConcurrency: 24,
  },
});
