import { defineConfig } from '@playwright/test';

const url = `http://127.0.0.1:${process.env.PORT ?? 5173}`;

export default defineConfig({
  testDir: 'tests',
  use: {
    baseURL: url,
    // CHROMIUM names a browser of your own; without it Playwright's is used.
    launchOptions: process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } : {},
  },
  webServer: { command: 'npx vite', url, reuseExistingServer: !process.env.CI },
});
