/**
 * A server that runs already; throws where nobody answers.
 * @param {string} url
 */
export function connect(url: string): Promise<ChatmockServer>;
/** A server that runs. */
export class ChatmockServer {
    /** @param {string} url */
    constructor(url: string);
    control: Control;
    url: string;
    /** What the server is, and what it holds; throws where nobody answers. */
    health(): Promise<import("../types/api.js").Health>;
    /**
     * New applications, the caller's to remove; each is made when it is first asked for.
     * @param {Beginning} [beginning]
     */
    application(beginning?: Beginning): Promise<Chatmock>;
    /** Stop it, where this process started it. */
    stop(): Promise<void>;
}
export type Operations = import("../types/api.js").Operations;
/**
 * What applications begin with.
 */
export type Beginning = {
    /**
     * A document in the format of seeds, or several under `applications`.
     */
    seed?: Record<string, any> | undefined;
    /**
     * Where their clock stands, also after a reset.
     */
    clock?: string | Date | undefined;
    /**
     * After so long without a call they are removed (600 unless said).
     */
    idle_seconds?: number | undefined;
    /**
     * Whether applications of the same ids may be replaced.
     */
    replace?: boolean | undefined;
    /**
     * Options by provider, as `{ sendbird: { era: '2016' } }`.
     */
    options?: Record<string, Record<string, any>> | undefined;
};
import { Control } from './control.js';
import { Chatmock } from './group.js';
