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
export const test: import("@playwright/test").TestType<import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions & TestFixtures, import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions & WorkerFixtures>;
export { expect } from "@playwright/test";
export type Beginning = import("./server.js").Beginning;
export type ChatmockServer = import("./server.js").ChatmockServer;
export type Chatmock = import("./group.js").Chatmock;
export type TestFixtures = {
    /**
     * What each test's applications begin with; `test.use` says so.
     */
    chatmockOptions: Beginning;
    /**
     * Applications of the test's own.
     */
    chatmock: Chatmock;
    sendbird: import("./sendbird.js").Sendbird;
    connectycube: import("./connectycube.js").ConnectyCube;
    tencent: import("./tencent.js").Tencent;
};
export type WorkerFixtures = {
    /**
     * How the server is started; `use` in playwright.config says so.
     */
    chatmockStart: import("./start.js").Start;
    chatmockServer: ChatmockServer;
};
