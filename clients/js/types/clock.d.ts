/**
 * A time as the control API takes it.
 * @param {string | Date} time
 */
export function written(time: string | Date): string;
/** @typedef {import('../types/api.js').Operations} Operations */
/** The time of an application, or of all of a group. */
export class Clock {
    /** @param {import('./control.js').Control} control */
    constructor(control: import("./control.js").Control);
    /** Milliseconds since 1970. */
    now(): Promise<number>;
    /**
     * Go forward, as in `advance({ hours: 1 })`; what becomes due on the way happens in order.
     * @param {Operations['advance_clock']['given']} by
     */
    advance(by: Operations["advance_clock"]["given"]): Promise<import("../types/api.js").Clock>;
    /**
     * Stand still, at the present or at a time.
     * @param {string | Date} [at]
     */
    freeze(at?: string | Date): Promise<import("../types/api.js").Clock>;
    /**
     * Jump to a time.
     * @param {string | Date} to
     */
    set(to: string | Date): Promise<import("../types/api.js").Clock>;
    /** Back to the machine's time. */
    real(): Promise<import("../types/api.js").Clock>;
    #private;
}
export type Operations = import("../types/api.js").Operations;
