import { ChatmockError } from './control.js';
import { Tenants } from './tenants.js';

/** @typedef {import('../types/api.js').Application} Described */

/** One application: where its clients go, and the people in it. Each platform has a class of its own. */
export class Application extends Tenants {
  /**
   * @param {import('./control.js').Control} control The server's.
   * @param {Described} described What the server said of the application.
   */
  constructor(control, described) {
    super(control.of({ app: String(described.app_id), provider: described.provider }));
    /** Environment variables that point its clients here. */
    this.env = /** @type {Record<string, string>} */ (described.env);
    this.provider = described.provider;
  }

  /**
   * Set what the platform's dashboard sets; gives all settings.
   * @param {Record<string, unknown>} [settings]
   * @returns {Promise<Record<string, any>>}
   */
  async settings(settings = {}) {
    return (await this.control.call('update_settings', { settings })).settings;
  }

  /**
   * A copy of the present state as another application, in a group of its own.
   * @param {{ app_id?: string | number, clock?: string }} [given]
   * @returns {Promise<this>}
   */
  async fork(given = {}) {
    const described = await this.control.call('fork', given);
    const Kind = /** @type {new (control: import('./control.js').Control, described: Described) => this} */ (this.constructor);
    return new Kind(this.control.of({}), described);
  }

  /** Serve this application no more. */
  async remove() {
    const { app, provider } = this.control.addressing;
    await this.control.call('remove_application', { app_id: String(app), provider });
  }
}

/** Somebody who does things, by the same operations as clients. */
export class Person {
  /**
   * @param {import('./control.js').Control} control
   * @param {string} name What the person is called at the control API.
   */
  constructor(control, name) {
    if (typeof name !== 'string' || !name) {
      throw new ChatmockError(`A person is named by a text of one character at least, not ${JSON.stringify(name)}.`);
    }
    this.control = control;
    this.name = name;
  }

  toString() {
    return this.name;
  }

  /**
   * Do something by its verb at the control API, such as `says`; gives what it answers.
   * @param {string} verb
   * @param {Record<string, unknown>} [fields]
   * @returns {Promise<any>}
   */
  async does(verb, fields = {}) {
    return this.control.call('act', /** @type {any} */ ({ ...fields, user_id: this.name, verb }));
  }
}
