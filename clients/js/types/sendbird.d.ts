/** @typedef {SendbirdUser | string} Somebody */
/** @typedef {Record<string, any>} Fields Further fields of the operation. */
/** @typedef {{ message_id: number } | number} Message What `says` gave, or its message_id. */
/** An application of Sendbird. */
export class Sendbird extends Application {
    app_id: string;
    /** The master token. */
    api_token: string;
    /** Origin of the Platform API, for SDKs that add `/v3` by themselves. */
    host: string;
    api_url: string;
    ws_url: string;
    webhooks: Webhooks;
    /**
     * Somebody who can act; made where there is nobody of that id.
     * @param {string} userId
     * @param {Fields} [profile]
     */
    user(userId: string, profile?: Fields): Promise<SendbirdUser>;
    /**
     * A new group channel; gives its address.
     * @param {Somebody[]} members The first one makes it.
     * @param {Fields} [details]
     * @returns {Promise<string>}
     */
    group(members: Somebody[], details?: Fields): Promise<string>;
    /**
     * A new open channel; gives its address.
     * @param {Fields} [details]
     * @returns {Promise<string>}
     */
    openChannel(details?: Fields): Promise<string>;
    /**
     * Send webhooks to a receiver from now on.
     * @param {string} url
     * @param {Fields} [settings]
     */
    webhook(url: string, settings?: Fields): Promise<any>;
    /**
     * A new session token of a user, as an app's backend issues one.
     * @param {Somebody} user
     * @param {{ expires_at?: number }} [given]
     * @returns {Promise<string>}
     */
    sessionToken(user: Somebody, given?: {
        expires_at?: number;
    }): Promise<string>;
    /**
     * Take all session tokens of a user back.
     * @param {Somebody} user
     */
    revokeSessionTokens(user: Somebody): Promise<void>;
}
/** A user of Sendbird who does things. */
export class SendbirdUser extends Person {
    get user_id(): string;
    /**
     * Send a text; gives the message.
     * @param {string} message
     * @param {string} channel_url
     * @param {Fields} [details]
     */
    says(message: string, channel_url: string, details?: Fields): Promise<any>;
    /**
     * Read everything in a channel.
     * @param {string} channel_url
     */
    reads(channel_url: string): Promise<void>;
    /**
     * React to a message, or take a reaction back.
     * @param {string} reaction
     * @param {Message} message
     * @param {string} channel_url
     * @param {{ removes?: boolean }} [given]
     */
    reacts(reaction: string, message: Message, channel_url: string, { removes }?: {
        removes?: boolean;
    }): Promise<void>;
    /**
     * Become a member of a group channel, or enter an open one.
     * @param {string} channel_url
     */
    joins(channel_url: string): Promise<void>;
    /**
     * Leave a group channel, or an open one.
     * @param {string} channel_url
     */
    leaves(channel_url: string): Promise<void>;
    /**
     * Make others members of a group channel.
     * @param {Somebody[]} people
     * @param {string} channel_url
     */
    invites(people: Somebody[], channel_url: string): Promise<void>;
    /**
     * Begin to type in a group channel.
     * @param {string} channel_url
     */
    types(channel_url: string): Promise<void>;
    /**
     * How many messages wait: in a channel, or in all.
     * @param {string} [channel_url]
     * @returns {Promise<number>}
     */
    unread(channel_url?: string): Promise<number>;
    /**
     * Open a socket and keep it open; gives the first frame.
     * @param {Record<string, string>} [parameters] Further ones of the handshake.
     */
    connect(parameters?: Record<string, string>): Promise<any>;
    /** Lose the connection: that of `connect()`, else that of the user's own client. */
    drop(): Promise<void>;
    /**
     * The frames that came over the socket, oldest first.
     * @param {string} [command] Only those of a command, such as `MESG`.
     * @returns {Promise<Record<string, any>[]>}
     */
    received(command?: string): Promise<Record<string, any>[]>;
}
export type Somebody = SendbirdUser | string;
/**
 * Further fields of the operation.
 */
export type Fields = Record<string, any>;
/**
 * What `says` gave, or its message_id.
 */
export type Message = {
    message_id: number;
} | number;
import { Application } from './application.js';
import { Webhooks } from './webhooks.js';
import { Person } from './application.js';
