/** @typedef {import('../types/api.js').Application} Described */
/** One application: where its clients go, and the people in it. Each platform has a class of its own. */
export class Application extends Tenants {
    /**
     * @param {import('./control.js').Control} control The server's.
     * @param {Described} described What the server said of the application.
     */
    constructor(control: import("./control.js").Control, described: Described);
    /** Environment variables that point its clients here. */
    env: Record<string, string>;
    provider: string;
    /**
     * Set what the platform's dashboard sets; gives all settings.
     * @param {Record<string, unknown>} [settings]
     * @returns {Promise<Record<string, any>>}
     */
    settings(settings?: Record<string, unknown>): Promise<Record<string, any>>;
    /**
     * A copy of the present state as another application, in a group of its own.
     * @param {{ app_id?: string | number, clock?: string }} [given]
     * @returns {Promise<this>}
     */
    fork(given?: {
        app_id?: string | number;
        clock?: string;
    }): Promise<this>;
    /** Serve this application no more. */
    remove(): Promise<void>;
}
/** Somebody who does things, by the same operations as clients. */
export class Person {
    /**
     * @param {import('./control.js').Control} control
     * @param {string} name What the person is called at the control API.
     */
    constructor(control: import("./control.js").Control, name: string);
    control: import("./control.js").Control;
    name: string;
    toString(): string;
    /**
     * Do something by its verb at the control API, such as `says`; gives what it answers.
     * @param {string} verb
     * @param {Record<string, unknown>} [fields]
     * @returns {Promise<any>}
     */
    does(verb: string, fields?: Record<string, unknown>): Promise<any>;
}
export type Described = import("../types/api.js").Application;
import { Tenants } from './tenants.js';
