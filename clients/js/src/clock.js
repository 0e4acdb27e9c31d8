/** @typedef {import('../types/api.js').Operations} Operations */

/** The time of an application, or of all of a group. */
export class Clock {
  #control;

  /** @param {import('./control.js').Control} control */
  constructor(control) {
    this.#control = control;
  }

  /** Milliseconds since 1970. */
  async now() {
    return (await this.#control.call('view_clock', {})).now;
  }

  /**
   * Go forward, as in `advance({ hours: 1 })`; what becomes due on the way happens in order.
   * @param {Operations['advance_clock']['given']} by
   */
  async advance(by) {
    return this.#control.call('advance_clock', by);
  }

  /**
   * Stand still, at the present or at a time.
   * @param {string | Date} [at]
   */
  async freeze(at) {
    return this.#control.call('freeze_clock', { at: at === undefined ? undefined : written(at) });
  }

  /**
   * Jump to a time.
   * @param {string | Date} to
   */
  async set(to) {
    return this.#control.call('set_clock', { to: written(to) });
  }

  /** Back to the machine's time. */
  async real() {
    return this.#control.call('real_clock', {});
  }
}

/**
 * A time as the control API takes it.
 * @param {string | Date} time
 */
export function written(time) {
  return time instanceof Date ? time.toISOString() : time;
}
