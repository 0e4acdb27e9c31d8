/** @typedef {import('../types/api.js').Operations} Operations */
/** @typedef {Record<string, any>} State A document in the format of seeds. */
/** What can be done with one application, or with all of a group. */
export class Tenants {
    /** @param {import('./control.js').Control} control */
    constructor(control: import("./control.js").Control);
    control: import("./control.js").Control;
    url: string;
    clock: Clock;
    faults: Faults;
    journal: Journal;
    /** Begin anew with what it began with. */
    reset(): Promise<void>;
    /**
     * Keep the present state; gives the mark that `restore` takes.
     * @param {string} [name]
     */
    snapshot(name?: string): Promise<string>;
    /**
     * Go back to a snapshot.
     * @param {string} mark
     */
    restore(mark: string): Promise<void>;
    /**
     * The whole state, in the format of seeds.
     * @returns {Promise<State>}
     */
    state(): Promise<State>;
    /**
     * Have this state in place of the present one.
     * @param {State} document
     */
    load(document: State): Promise<void>;
    /**
     * What is refused for want of capacity, as `{ rates: { application: '10 per 1' } }`; gives all limits.
     * @param {Operations['update_limits']['given']} limits
     */
    limits(limits: Operations["update_limits"]["given"]): Promise<import("../types/api.js").Limits>;
    /**
     * Wait until no frame and no delivery is on its way; throws after some seconds.
     * @param {number} [timeout]
     */
    settled(timeout?: number): Promise<void>;
    #private;
}
export type Operations = import("../types/api.js").Operations;
/**
 * A document in the format of seeds.
 */
export type State = Record<string, any>;
import { Clock } from './clock.js';
import { Faults } from './faults.js';
import { Journal } from './journal.js';
