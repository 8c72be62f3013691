import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/scratch.ts',
    testTimeout: 120_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 2,
    // a page on a busy machine may take its time; what it shows in the end is what counts
    expect: { poll: { timeout: 20_000 } },
    env: { UV_THREADPOOL_SIZE: '8' },
  },
});
