import { defineConfig } from 'vitest/config';
import { decorators } from './tests/setup/decorators.ts';

export default defineConfig({
  plugins: [decorators],
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/setup/build.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
