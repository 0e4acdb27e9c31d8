import { ConnectyCube } from './connectycube.js';
import { ChatmockError } from './control.js';
import { Sendbird } from './sendbird.js';
import { Tenants } from './tenants.js';
import { Tencent } from './tencent.js';

const NOT_FOUND = 404;
const KINDS = { sendbird: Sendbird, connectycube: ConnectyCube, tencent: Tencent };

/** The applications of one test, one for each platform it asks for; what stands here acts on all of them. */
export class Chatmock extends Tenants {
  #server;
  /** @type {Map<string, Promise<any>>} */
  #made = new Map();

  /**
   * @param {import('./control.js').Control} server
   * @param {import('../types/api.js').Group} begun
   */
  constructor(server, begun) {
    super(server.of({ group: begun.group }));
    this.#server = server;
    this.group = begun.group;
  }

  /** Its application of Sendbird. */
  async sendbird() {
    return /** @type {Sendbird} */ (await this.#of('sendbird'));
  }

  /** Its application of ConnectyCube. */
  async connectycube() {
    return /** @type {ConnectyCube} */ (await this.#of('connectycube'));
  }

  /** Its application of Tencent Chat. */
  async tencent() {
    return /** @type {Tencent} */ (await this.#of('tencent'));
  }

  /**
   * Go back to a snapshot; applications that came after it are removed.
   * @param {string} mark
   */
  async restore(mark) {
    await super.restore(mark);
    this.#made.clear();
  }

  /** Serve these applications no more; nothing happens where they are gone. */
  async remove() {
    try {
      await this.#server.call('remove_group', { name: this.group });
    } catch (refused) {
      if (!(refused instanceof ChatmockError) || refused.status !== NOT_FOUND) throw refused;
    }
  }

  /** @param {keyof typeof KINDS} provider */
  #of(provider) {
    const found = this.#made.get(provider) ?? this.#make(provider);
    this.#made.set(provider, found);
    return found;
  }

  /** @param {keyof typeof KINDS} provider */
  async #make(provider) {
    const described = await this.#server.call('create_application', { provider, group: this.group });
    return new KINDS[provider](this.#server, described);
  }
}
