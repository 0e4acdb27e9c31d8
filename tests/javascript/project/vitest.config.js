import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['vitest/**/*.test.js'], globalSetup: process.env.SETUP ? ['@chatmock/client/vitest/setup'] : [] },
});
