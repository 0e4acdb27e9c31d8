/** What shall go wrong. */
export class Faults {
    /** @param {import('./control.js').Control} control */
    constructor(control: import("./control.js").Control);
    /**
     * Make an operation fail; gives the fault's number.
     * @param {string} operation Its name, or a pattern with `*`.
     * @param {FaultFields} [fault] What shall happen, and when: `code`, `status`, `delay`, `disconnect`, `when`, `nth` …
     */
    add(operation: string, fault?: FaultFields): Promise<number>;
    /** @returns {Promise<Fault[]>} */
    list(): Promise<Fault[]>;
    /** @param {number} number */
    remove(number: number): Promise<void>;
    clear(): Promise<void>;
    /** Throw where a fault struck nowhere, and say what came nearest. The fixtures do it at the end of a test. */
    assertStruck(): Promise<void>;
    #private;
}
export type Operations = import("../types/api.js").Operations;
export type Fault = import("../types/api.js").Fault;
export type FaultFields = Omit<Operations["add_fault"]["given"], "operation">;
