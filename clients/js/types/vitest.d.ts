/** @type {import('vitest').TestAPI<Fixtures>} Vitest's `test` with applications of chatmock, an own one for each test. */
export const test: import("vitest").TestAPI<Fixtures>;
export { expect } from "vitest";
export type Beginning = import("./server.js").Beginning;
export type ChatmockServer = import("./server.js").ChatmockServer;
export type Chatmock = import("./group.js").Chatmock;
export type Fixtures = {
    /**
     * How the server is started; override it to say so.
     */
    chatmockStart: import("./start.js").Start;
    chatmockServer: ChatmockServer;
    /**
     * What each test's applications begin with; override it to say so.
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
