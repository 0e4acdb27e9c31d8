import { test as base } from '@playwright/test';
import { startServer } from './start.js';

/** @typedef {import('./server.js').Beginning} Beginning */
/** @typedef {import('./server.js').ChatmockServer} ChatmockServer */
/** @typedef {import('./group.js').Chatmock} Chatmock */

/**
 * @typedef {object} TestFixtures
 * @property {Beginning} chatmockOptions What each test's applications begin with; `test.use` says so.
 * @property {Chatmock} chatmock Applications of the test's own.
 * @property {import('./sendbird.js').Sendbird} sendbird
 * @property {import('./connectycube.js').ConnectyCube} connectycube
 * @property {import('./tencent.js').Tencent} tencent
 */
/**
 * @typedef {object} WorkerFixtures
 * @property {import('./start.js').Start} chatmockStart How the server is started; `use` in playwright.config says so.
 * @property {ChatmockServer} chatmockServer
 */

/** Playwright's `test` with applications of chatmock, an own one for each test. */
export const test = /** @type {typeof base.extend<TestFixtures, WorkerFixtures>} */ (base.extend)({
  chatmockStart: [{}, { option: true, scope: 'worker' }],
  chatmockServer: [
    async ({ chatmockStart }, use) => {
      const server = await startServer(chatmockStart);
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  chatmockOptions: [{}, { option: true }],
  chatmock: async ({ chatmockServer, chatmockOptions }, use, testInfo) => {
    const chatmock = await chatmockServer.application(chatmockOptions);
    try {
      await use(chatmock);
      if (testInfo.status === testInfo.expectedStatus) await chatmock.faults.assertStruck();
      else await testInfo.attach('chatmock journal', { body: await chatmock.journal.text(), contentType: 'text/plain' });
    } finally {
      await chatmock.remove();
    }
  },
  sendbird: async ({ chatmock }, use) => use(await chatmock.sendbird()),
  connectycube: async ({ chatmock }, use) => use(await chatmock.connectycube()),
  tencent: async ({ chatmock }, use) => use(await chatmock.tencent()),
});

export { expect } from '@playwright/test';
