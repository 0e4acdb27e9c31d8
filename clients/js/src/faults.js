import { ChatmockError } from './control.js';

/** @typedef {import('../types/api.js').Operations} Operations */
/** @typedef {import('../types/api.js').Fault} Fault */
/** @typedef {Omit<Operations['add_fault']['given'], 'operation'>} FaultFields */

const TOLD_APART = ['number', 'operation', 'reason', 'added_at', 'struck', 'times', 'phase'];

/** What shall go wrong. */
export class Faults {
  #control;

  /** @param {import('./control.js').Control} control */
  constructor(control) {
    this.#control = control;
  }

  /**
   * Make an operation fail; gives the fault's number.
   * @param {string} operation Its name, or a pattern with `*`.
   * @param {FaultFields} [fault] What shall happen, and when: `code`, `status`, `delay`, `disconnect`, `when`, `nth` …
   */
  async add(operation, fault = {}) {
    const added_at = caller(new Error().stack);
    return (await this.#control.call('add_fault', { added_at, ...fault, operation })).number;
  }

  /** @returns {Promise<Fault[]>} */
  async list() {
    return (await this.#control.call('list_faults', {})).faults;
  }

  /** @param {number} number */
  async remove(number) {
    await this.#control.call('remove_fault', { number: String(number) });
  }

  async clear() {
    await this.#control.call('clear_faults', {});
  }

  /** Throw where a fault struck nowhere, and say what came nearest. The fixtures do it at the end of a test. */
  async assertStruck() {
    if (!(await this.#unused()).length) return;
    await this.#control.call('wait_until_settled', { timeout: 1 }).catch(() => {}); // what stays on its way does not count
    const unused = await this.#unused();
    if (!unused.length) return;
    const advice = "  mend the fault, remove it, or say unused: 'ignore' where it may strike nowhere";
    throw new ChatmockError(['a fault struck nowhere', ...unused.map(line), advice].join('\n'));
  }

  async #unused() {
    return (await this.#control.call('list_unused_faults', {})).faults;
  }
}

/** @param {Fault} fault */
function line(fault) {
  const what = Object.entries(fault).filter(([name]) => !TOLD_APART.includes(name));
  const fields = what.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ');
  const place = fault.added_at ? `, added at ${fault.added_at}` : '';
  return `  #${fault.number} ${fault.operation}${fields ? ` (${fields})` : ''}${place}: ${fault.reason}`;
}

/**
 * Where a test adds a fault: file and line.
 * @param {string} [stack]
 */
function caller(stack) {
  const place = stack?.split('\n')[2]?.match(/([^\s()]+:\d+):\d+\)?$/)?.[1];
  return place?.replace(/^file:\/\//, '').slice(-400);
}
