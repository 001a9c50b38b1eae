import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/tests/**/*.test.ts', 'tutorials/**/*.test.ts', 'tests/**/*.test.ts'],
    typecheck: { enabled: true, include: ['packages/*/tests/**/*.test-d.ts'] },
    restoreMocks: true,
    // Tests that start real programs share a machine that may be busy; a hang is still caught.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
