/** @typedef {import('../types/api.js').Operations} Operations */
/** @typedef {import('../types/api.js').WebhookReceived} WebhookReceived */

/** The webhooks of an application that arrived, at a receiver of yours or in chatmock's own inbox. */
export class Webhooks {
  #control;

  /** @param {import('./control.js').Control} control */
  constructor(control) {
    this.#control = control;
  }

  /**
   * Send webhooks into the inbox from now on: all of them, or those of some names or patterns.
   * @param {...string} events
   */
  async keep(...events) {
    await this.#control.call('update_settings', {
      settings: { webhook: { url: 'inbox:', enabled_events: events.length ? events : ['*'] } },
    });
  }

  /**
   * @param {string} [category] A name or a pattern.
   * @param {Omit<Operations['list_webhooks']['given'], 'category'>} [query]
   * @returns {Promise<WebhookReceived[]>}
   */
  async received(category, query = {}) {
    return (await this.#control.call('list_webhooks', { ...query, category })).webhooks;
  }

  /**
   * Wait until webhooks have arrived: one, or `count` of them. Throws after `timeout` seconds, and tells the nearest misses.
   * @param {string} [category]
   * @param {Omit<Operations['wait_for_webhooks']['given'], 'category'>} [query]
   * @returns {Promise<WebhookReceived[]>}
   */
  async wait(category, query = {}) {
    return (await this.#control.call('wait_for_webhooks', { ...query, category })).webhooks;
  }

  /**
   * Send one once more, byte for byte.
   * @param {WebhookReceived | number} webhook
   */
  async redeliver(webhook) {
    const number = typeof webhook === 'number' ? webhook : webhook.number;
    await this.#control.call('redeliver_webhook', { number: String(number) });
  }

  /**
   * Send a sample of a webhook, to `url` or where the application's go.
   * @param {string} category
   * @param {string} [url]
   */
  async trigger(category, url) {
    await this.#control.call('trigger_webhook', { category, url });
  }
}
