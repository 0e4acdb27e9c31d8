/** @typedef {import('../types/api.js').Operations} Operations */
/** @typedef {import('../types/api.js').WebhookReceived} WebhookReceived */
/** The webhooks of an application that arrived, at a receiver of yours or in chatmock's own inbox. */
export class Webhooks {
    /** @param {import('./control.js').Control} control */
    constructor(control: import("./control.js").Control);
    /**
     * Send webhooks into the inbox from now on: all of them, or those of some names or patterns.
     * @param {...string} events
     */
    keep(...events: string[]): Promise<void>;
    /**
     * @param {string} [category] A name or a pattern.
     * @param {Omit<Operations['list_webhooks']['given'], 'category'>} [query]
     * @returns {Promise<WebhookReceived[]>}
     */
    received(category?: string, query?: Omit<Operations["list_webhooks"]["given"], "category">): Promise<WebhookReceived[]>;
    /**
     * Wait until webhooks have arrived: one, or `count` of them. Throws after `timeout` seconds, and tells the nearest misses.
     * @param {string} [category]
     * @param {Omit<Operations['wait_for_webhooks']['given'], 'category'>} [query]
     * @returns {Promise<WebhookReceived[]>}
     */
    wait(category?: string, query?: Omit<Operations["wait_for_webhooks"]["given"], "category">): Promise<WebhookReceived[]>;
    /**
     * Send one once more, byte for byte.
     * @param {WebhookReceived | number} webhook
     */
    redeliver(webhook: WebhookReceived | number): Promise<void>;
    /**
     * Send a sample of a webhook, to `url` or where the application's go.
     * @param {string} category
     * @param {string} [url]
     */
    trigger(category: string, url?: string): Promise<void>;
    #private;
}
export type Operations = import("../types/api.js").Operations;
export type WebhookReceived = import("../types/api.js").WebhookReceived;
