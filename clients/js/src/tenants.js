import { Clock } from './clock.js';
import { Faults } from './faults.js';
import { Journal } from './journal.js';

/** @typedef {import('../types/api.js').Operations} Operations */
/** @typedef {Record<string, any>} State A document in the format of seeds. */

/** What can be done with one application, or with all of a group. */
export class Tenants {
  #marks = 0;

  /** @param {import('./control.js').Control} control */
  constructor(control) {
    this.control = control;
    this.url = control.url;
    this.clock = new Clock(control);
    this.faults = new Faults(control);
    this.journal = new Journal(control);
  }

  /** Begin anew with what it began with. */
  async reset() {
    await this.control.call('reset', {});
  }

  /**
   * Keep the present state; gives the mark that `restore` takes.
   * @param {string} [name]
   */
  async snapshot(name) {
    this.#marks += 1;
    const mark = name ?? `mark-${this.#marks}`;
    await this.control.call('take_snapshot', { name: mark });
    return mark;
  }

  /**
   * Go back to a snapshot.
   * @param {string} mark
   */
  async restore(mark) {
    await this.control.call('restore_snapshot', { name: mark });
  }

  /**
   * The whole state, in the format of seeds.
   * @returns {Promise<State>}
   */
  async state() {
    return this.control.call('view_state', {});
  }

  /**
   * Have this state in place of the present one.
   * @param {State} document
   */
  async load(document) {
    await this.control.call('load_state', /** @type {any} */ (document));
  }

  /**
   * What is refused for want of capacity, as `{ rates: { application: '10 per 1' } }`; gives all limits.
   * @param {Operations['update_limits']['given']} limits
   */
  async limits(limits) {
    return this.control.call('update_limits', limits);
  }

  /**
   * Wait until no frame and no delivery is on its way; throws after some seconds.
   * @param {number} [timeout]
   */
  async settled(timeout = 5) {
    await this.control.call('wait_until_settled', { timeout });
  }
}
