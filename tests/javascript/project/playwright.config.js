import { defineConfig } from '@playwright/test';

const url = `http://127.0.0.1:${process.env.PAGES_PORT}`;

export default defineConfig({
  testDir: 'browser',
  workers: 1,
  use: {
    baseURL: url,
    chatmockStart: { allow_origin: url },
    launchOptions: { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] },
  },
  webServer: { command: 'node pages.js', url },
});
