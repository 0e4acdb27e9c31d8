import { ChatmockError } from './control.js';

/** @typedef {import('../types/api.js').Operations} Operations */
/** @typedef {import('../types/api.js').Entry} Entry */
/** @typedef {Omit<Operations['view_journal']['given'], 'operation'>} JournalQuery */
/** @typedef {Omit<Operations['wait_for_journal']['given'], 'operation'>} JournalWait */

/** What happened, oldest first. */
export class Journal {
  #control;

  /** @param {import('./control.js').Control} control */
  constructor(control) {
    this.#control = control;
  }

  /**
   * The entries of an operation, and of further conditions.
   * @param {string} [operation]
   * @param {JournalQuery} [query]
   * @returns {Promise<Entry[]>}
   */
  async find(operation, query = {}) {
    return (await this.#control.call('view_journal', { limit: 10000, ...query, operation })).entries;
  }

  /**
   * The requests of clients.
   * @param {JournalQuery} [query]
   */
  async requests(query = {}) {
    return this.find(undefined, { ...query, kind: 'request' });
  }

  /**
   * Wait until entries match: one, or `count` of them. Throws after `timeout` seconds (5), and tells the nearest misses.
   * @param {string} [operation]
   * @param {JournalWait} [query]
   * @returns {Promise<Entry[]>}
   */
  async wait(operation, query = {}) {
    return (await this.#control.call('wait_for_journal', { ...query, operation })).entries;
  }

  /**
   * The entries of an operation; throws, with the nearest misses, where there are none, or not `count`.
   * @param {string} operation
   * @param {JournalQuery & { count?: number }} [query]
   */
  async assertCalled(operation, { count, ...query } = {}) {
    const found = await this.find(operation, query);
    if (found.length === count || (count === undefined && found.length)) return found;
    if (count !== undefined && found.length > count) {
      throw new ChatmockError(`expected ${count} of ${operation} in the journal, found ${found.length}`);
    }
    const { limit, ...wanted } = query;
    return this.wait(operation, /** @type {any} */ ({ ...wanted, count: count ?? 1, timeout: 0 }));
  }

  /**
   * Throws where the operation is in the journal.
   * @param {string} operation
   * @param {JournalQuery} [query]
   */
  async assertNotCalled(operation, query = {}) {
    const found = await this.find(operation, query);
    if (found.length) {
      throw new ChatmockError(`${operation} was not to be called, but was ${found.length} times, first as ${line(found[0])}`);
    }
  }

  async clear() {
    await this.#control.call('clear_journal', {});
  }

  /** The journal for people, a line for each entry. */
  async text() {
    return (await this.find()).map(line).join('\n') || '(nothing happened)';
  }
}

/** @param {Entry} entry */
function line({ number, kind, operation, method, path, status, code, hint }) {
  const words = [`#${number}`, kind, operation, method, path, '->', status, code, hint];
  return words.filter((word) => word !== undefined && word !== '').join(' ');
}
