/** An application of ConnectyCube. */
export class ConnectyCube extends Application {
    app_id: number;
    auth_key: string;
    auth_secret: string;
    /** Where the server API is: `endpoints.api` of the SDK. */
    api_url: string;
    /** Where the chat is, over a WebSocket. */
    chat_url: string;
    /**
     * Somebody who can act, by login; made where there is nobody.
     * @param {string} login
     * @param {Fields} [profile]
     */
    user(login: string, profile?: Fields): Promise<ConnectyCubeUser>;
    /**
     * The private dialog of two people; gives its id.
     * @param {Somebody} one
     * @param {Somebody} other
     */
    private(one: Somebody, other: Somebody): Promise<string>;
    /**
     * A new group; gives its id.
     * @param {Somebody[]} people Two at least; the first one owns it.
     * @param {Fields} [details]
     */
    group(people: Somebody[], details?: Fields): Promise<string>;
    /**
     * A new public dialog; gives its id.
     * @param {Somebody} owner
     * @param {Fields} [details]
     */
    public(owner: Somebody, details?: Fields): Promise<string>;
    /**
     * A new broadcast dialog, which everybody is in; gives its id.
     * @param {Somebody} owner
     * @param {Fields} [details]
     * @returns {Promise<string>}
     */
    broadcast(owner: Somebody, details?: Fields): Promise<string>;
    #private;
}
/** A user of ConnectyCube who does things. */
export class ConnectyCubeUser extends Person {
    /**
     * @param {import('./control.js').Control} control
     * @param {string} login
     * @param {Record<string, any>} described
     */
    constructor(control: import("./control.js").Control, login: string, described: Record<string, any>);
    login: string;
    /** @type {number} */
    id: number;
    /** @type {string} What a client logs in by. */
    password: string;
    /**
     * The token of a new session, as of a client that logs in.
     * @returns {Promise<string>}
     */
    token(): Promise<string>;
    /**
     * Say something in a dialog; gives the message.
     * @param {string} message
     * @param {string} dialog_id
     * @param {Fields} [details]
     */
    says(message: string, dialog_id: string, details?: Fields): Promise<any>;
    /**
     * Read everything in a dialog.
     * @param {string} dialog_id
     */
    reads(dialog_id: string): Promise<void>;
    /**
     * React to a message, or take a reaction back.
     * @param {string} reaction
     * @param {Message} message
     * @param {string} dialog_id
     * @param {{ removes?: boolean }} [given]
     */
    reacts(reaction: string, message: Message, dialog_id: string, { removes }?: {
        removes?: boolean;
    }): Promise<void>;
    /**
     * Subscribe to a public dialog.
     * @param {string} dialog_id
     */
    joins(dialog_id: string): Promise<void>;
    /**
     * Leave a dialog; a private one is removed for oneself.
     * @param {string} dialog_id
     */
    leaves(dialog_id: string): Promise<void>;
    /**
     * Add people to a group.
     * @param {Somebody[]} people
     * @param {string} dialog_id
     */
    invites(people: Somebody[], dialog_id: string): Promise<void>;
    /**
     * Begin to type in a dialog; needs `connect()`.
     * @param {string} dialog_id
     */
    types(dialog_id: string): Promise<void>;
    /**
     * How many messages wait: in a dialog, or in all groups and private dialogs.
     * @param {string} [dialog_id]
     * @returns {Promise<number>}
     */
    unread(dialog_id?: string): Promise<number>;
    /**
     * Log in to the chat and stay there; gives the address.
     * @param {{ resource?: string }} [parameters]
     * @returns {Promise<string>}
     */
    connect(parameters?: {
        resource?: string;
    }): Promise<string>;
    /** Lose the connection: that of `connect()`, else those of the user's own clients. */
    drop(): Promise<void>;
    /** Come back where the connection was lost, and receive what was sent meanwhile. */
    resumes(): Promise<void>;
    /**
     * The stanzas that came over the connection, oldest first.
     * @param {string} [name] Only those of a name: message, presence, iq.
     * @returns {Promise<Record<string, any>[]>}
     */
    received(name?: string): Promise<Record<string, any>[]>;
}
export type Somebody = ConnectyCubeUser | string;
/**
 * Further fields of the operation.
 */
export type Fields = Record<string, any>;
/**
 * What `says` gave, or its id.
 */
export type Message = {
    _id: string;
} | string;
import { Application } from './application.js';
import { Person } from './application.js';
