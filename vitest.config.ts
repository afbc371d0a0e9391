import { defineConfig } from 'vitest/config';
import { decorators } from './tests/setup/decorators.ts';

/** What has neither I/O nor anything of a process to itself: its files share a process. */
const pure = ['tests/core/**/*.test.ts', 'tests/config/**/*.test.ts'];

export default defineConfig({
  plugins: [decorators],
  test: {
    globalSetup: ['tests/setup/build.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'console', include: ['tests/**/*.test.ts'], exclude: pure } },
    ],
  },
});
