/** @typedef {import('../types/api.js').Operations} Operations */
/** @typedef {{ app?: string, provider?: string, group?: string }} Addressing */
/** What chatmock refused, or what a check of this client found. */
export class ChatmockError extends Error {
    /**
     * @param {string} message
     * @param {number} [status] The HTTP status of the refusal; 0 where nobody was asked.
     * @param {string | number} [code] The refusal's code.
     */
    constructor(message: string, status?: number, code?: string | number);
    status: number;
    code: string | number;
}
/** The control API of a server, for an application, for a group of them, or for the default ones. */
export class Control {
    /**
     * @param {string} url Where the server is.
     * @param {Addressing} [addressing] Which application or group the calls are for.
     */
    constructor(url: string, addressing?: Addressing);
    url: string;
    addressing: Addressing;
    /**
     * The control API for one application, or for a group.
     * @param {Addressing} addressing
     */
    of(addressing: Addressing): Control;
    /**
     * Call an operation by its name in the OpenAPI document.
     * @template {keyof Operations} Name
     * @param {Name} name
     * @param {Operations[Name]['given']} given Names of the path and fields of the query or the body, in one object.
     * @returns {Promise<Operations[Name]['answer']>}
     */
    call<Name extends keyof Operations>(name: Name, given: Operations[Name]["given"]): Promise<Operations[Name]["answer"]>;
    #private;
}
export type Operations = import("../types/api.js").Operations;
export type Addressing = {
    app?: string;
    provider?: string;
    group?: string;
};
