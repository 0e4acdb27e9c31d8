import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { globalSetup: ['@chatmock/client/vitest/setup'] } });
