import { written } from './clock.js';
import { Control } from './control.js';
import { Chatmock } from './group.js';
import { refuseUnknown } from './known.js';

/** @typedef {import('../types/api.js').Operations} Operations */
/**
 * @typedef {object} Beginning What applications begin with.
 * @property {Record<string, any>} [seed] A document in the format of seeds, or several under `applications`.
 * @property {string | Date} [clock] Where their clock stands, also after a reset.
 * @property {number} [idle_seconds] After so long without a call they are removed (600 unless said).
 * @property {boolean} [replace] Whether applications of the same ids may be replaced.
 * @property {Record<string, Record<string, any>>} [options] Options by provider, as `{ sendbird: { era: '2016' } }`.
 */

const IDLE_SECONDS = 600;
const NAMES = ['seed', 'clock', 'idle_seconds', 'replace', 'options'];

/** A server that runs. */
export class ChatmockServer {
  /** @param {string} url */
  constructor(url) {
    this.control = new Control(url);
    this.url = this.control.url;
  }

  /** What the server is, and what it holds; throws where nobody answers. */
  async health() {
    return this.control.call('view_health', {});
  }

  /**
   * New applications, the caller's to remove; each is made when it is first asked for.
   * @param {Beginning} [beginning]
   */
  async application(beginning = {}) {
    refuseUnknown(beginning, NAMES, 'application()');
    const { seed, clock, idle_seconds = IDLE_SECONDS, replace, options } = beginning;
    const begun = await this.control.call('create_group', {
      documents: seed && (seed.applications ?? [seed]),
      clock: clock === undefined ? undefined : written(clock),
      idle_seconds,
      replace,
      options,
    });
    return new Chatmock(this.control, begun);
  }

  /** Stop it, where this process started it. */
  async stop() {}
}

/**
 * A server that runs already; throws where nobody answers.
 * @param {string} url
 */
export async function connect(url) {
  const server = new ChatmockServer(url);
  await server.health();
  return server;
}
