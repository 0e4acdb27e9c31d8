/**
 * A server: the one that runs at `url` or CHATMOCK_URL, else a new one, which ends with `stop()` or with this process.
 * @param {Start} [start]
 * @param {string} [running] A server that runs already, in place of CHATMOCK_URL.
 */
export function startServer(start?: Start, running?: string): Promise<ChatmockServer>;
/**
 * How a server is started.
 */
export type Start = {
    /**
     * Seed files, or names of chatmock's own.
     */
    seed?: string | string[] | undefined;
    /**
     * Origins whose pages may use the control API.
     */
    allow_origin?: string | string[] | undefined;
    /**
     * Further options of `chatmock exec`.
     */
    args?: string[] | undefined;
    /**
     * How chatmock is called, as `['python3', '-m', 'chatmock']`.
     */
    command?: string[] | undefined;
    /**
     * A server that runs already; nothing is started then. CHATMOCK_URL says the same.
     */
    url?: string | undefined;
};
import { ChatmockServer } from './server.js';
