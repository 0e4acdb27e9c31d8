import { inject, test as base } from 'vitest';
import { startServer } from './start.js';

/** @typedef {import('./server.js').Beginning} Beginning */
/** @typedef {import('./server.js').ChatmockServer} ChatmockServer */
/** @typedef {import('./group.js').Chatmock} Chatmock */

/**
 * @typedef {object} Fixtures
 * @property {import('./start.js').Start} chatmockStart How the server is started; override it to say so.
 * @property {ChatmockServer} chatmockServer
 * @property {Beginning} chatmockOptions What each test's applications begin with; override it to say so.
 * @property {Chatmock} chatmock Applications of the test's own.
 * @property {import('./sendbird.js').Sendbird} sendbird
 * @property {import('./connectycube.js').ConnectyCube} connectycube
 * @property {import('./tencent.js').Tencent} tencent
 */

/** @type {any} Vitest has no words for fixtures of a base that come from a table like this; `test` says what they give. */
const fixtures = {
  chatmockStart: [{}, { scope: 'worker' }],
  chatmockServer: [
    async (/** @type {any} */ { chatmockStart }, /** @type {any} */ use) => {
      /** @type {string | undefined} */
      const url = inject(/** @type {never} */ ('chatmockUrl'));
      const server = await startServer(chatmockStart, url);
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  chatmockOptions: {},
  chatmock: async (/** @type {any} */ { chatmockServer, chatmockOptions, task }, /** @type {any} */ use) => {
    const chatmock = await chatmockServer.application(chatmockOptions);
    try {
      await use(chatmock);
      if (task.result?.state !== 'fail') await chatmock.faults.assertStruck();
      else attach(task, await chatmock.journal.text());
    } finally {
      await chatmock.remove();
    }
  },
  sendbird: async (/** @type {any} */ { chatmock }, /** @type {any} */ use) => use(await chatmock.sendbird()),
  connectycube: async (/** @type {any} */ { chatmock }, /** @type {any} */ use) => use(await chatmock.connectycube()),
  tencent: async (/** @type {any} */ { chatmock }, /** @type {any} */ use) => use(await chatmock.tencent()),
};

/** @type {import('vitest').TestAPI<Fixtures>} Vitest's `test` with applications of chatmock, an own one for each test. */
export const test = /** @type {any} */ (base.extend(fixtures));

/**
 * Let the report of a failing test show the journal.
 * @param {import('vitest').RunnerTask} task
 * @param {string} journal
 */
function attach(task, journal) {
  for (const error of task.result?.errors ?? []) error.message += `\n\nchatmock journal:\n${journal}`;
}

export { expect } from 'vitest';
