/** @typedef {import('../types/api.js').Operations} Operations */
/** @typedef {import('../types/api.js').Entry} Entry */
/** @typedef {Omit<Operations['view_journal']['given'], 'operation'>} JournalQuery */
/** @typedef {Omit<Operations['wait_for_journal']['given'], 'operation'>} JournalWait */
/** What happened, oldest first. */
export class Journal {
    /** @param {import('./control.js').Control} control */
    constructor(control: import("./control.js").Control);
    /**
     * The entries of an operation, and of further conditions.
     * @param {string} [operation]
     * @param {JournalQuery} [query]
     * @returns {Promise<Entry[]>}
     */
    find(operation?: string, query?: JournalQuery): Promise<Entry[]>;
    /**
     * The requests of clients.
     * @param {JournalQuery} [query]
     */
    requests(query?: JournalQuery): Promise<import("../types/api.js").Entry[]>;
    /**
     * Wait until entries match: one, or `count` of them. Throws after `timeout` seconds (5), and tells the nearest misses.
     * @param {string} [operation]
     * @param {JournalWait} [query]
     * @returns {Promise<Entry[]>}
     */
    wait(operation?: string, query?: JournalWait): Promise<Entry[]>;
    /**
     * The entries of an operation; throws, with the nearest misses, where there are none, or not `count`.
     * @param {string} operation
     * @param {JournalQuery & { count?: number }} [query]
     */
    assertCalled(operation: string, { count, ...query }?: JournalQuery & {
        count?: number;
    }): Promise<import("../types/api.js").Entry[]>;
    /**
     * Throws where the operation is in the journal.
     * @param {string} operation
     * @param {JournalQuery} [query]
     */
    assertNotCalled(operation: string, query?: JournalQuery): Promise<void>;
    clear(): Promise<void>;
    /** The journal for people, a line for each entry. */
    text(): Promise<string>;
    #private;
}
export type Operations = import("../types/api.js").Operations;
export type Entry = import("../types/api.js").Entry;
export type JournalQuery = Omit<Operations["view_journal"]["given"], "operation">;
export type JournalWait = Omit<Operations["wait_for_journal"]["given"], "operation">;
