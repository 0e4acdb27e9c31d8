/** @typedef {TencentUser | string} Somebody */
/** @typedef {Record<string, any>} Fields Further fields of the command. */
/** @typedef {{ to?: Somebody, group?: string, topic?: string }} Place Somebody, a group, or a topic of it. */
/** @typedef {Record<string, any> | string | number} Message What `says` gave, or its MsgKey, or its MsgSeq in a group. */
/** An application of Tencent Chat. */
export class Tencent extends Application {
    sdk_app_id: number;
    /** What signs a UserSig. */
    secret_key: string;
    /** The UserID of the administrator, who calls the REST API. */
    admin: string;
    /** Where the REST API is; `/v4/…` follows. */
    rest_url: string;
    /** Where the web SDK goes: its option `proxyServer`. */
    ws_url: string;
    /**
     * Somebody who can act; made where there is nobody.
     * @param {string} userId
     * @param {Fields} [profile] Fields by their tags.
     */
    user(userId: string, profile?: Fields): Promise<TencentUser>;
    /**
     * A new group; gives its GroupId.
     * @param {Somebody[]} people The first one owns it.
     * @param {Fields} [details] Fields of create_group, as Type.
     * @returns {Promise<string>}
     */
    group(people: Somebody[], details?: Fields): Promise<string>;
    /**
     * A new topic of a community; gives its TopicId.
     * @param {string} community
     * @param {Somebody} by
     * @param {Fields} [details]
     * @returns {Promise<string>}
     */
    topic(community: string, by: Somebody, details?: Fields): Promise<string>;
    /**
     * A UserSig made now; good for 180 days, or for some seconds.
     * @param {string} userId
     * @param {number} [expire]
     * @returns {Promise<string>}
     */
    userSig(userId: string, expire?: number): Promise<string>;
    /**
     * Send webhooks to a receiver from now on; an empty address stops them.
     * @param {string} url
     * @param {Fields} [settings]
     */
    webhook(url: string, settings?: Fields): Promise<any>;
}
/** A user of Tencent Chat who does things. */
export class TencentUser extends Person {
    /**
     * @param {import('./control.js').Control} control
     * @param {string} userId
     * @param {Record<string, any>} described
     */
    constructor(control: import("./control.js").Control, userId: string, described: Record<string, any>);
    user_id: string;
    /** @type {string} */
    tiny_id: string;
    /** @type {string} What a client logs in by. */
    user_sig: string;
    /**
     * Say something; gives what the command answers.
     * @param {string} text
     * @param {Place} place
     * @param {Fields} [details]
     */
    says(text: string, place: Place, details?: Fields): Promise<any>;
    /**
     * Give a message another text; gives what the command answers.
     * @param {Message} message
     * @param {string} text
     * @param {Place} place
     * @param {Fields} [details]
     */
    edits(message: Message, text: string, place: Place, details?: Fields): Promise<any>;
    /**
     * Recall a message.
     * @param {Message} message
     * @param {Place & { reason?: string }} place
     */
    recalls(message: Message, place: Place & {
        reason?: string;
    }): Promise<void>;
    /**
     * React to a message, or take a reaction back.
     * @param {string} reaction
     * @param {Message} message
     * @param {Place & { removes?: boolean }} place
     */
    reacts(reaction: string, message: Message, place: Place & {
        removes?: boolean;
    }): Promise<void>;
    /**
     * Read everything that somebody said, or that was said in a group or in a topic.
     * @param {Place} place
     */
    reads(place: Place): Promise<void>;
    /**
     * How many messages wait: of somebody, in a group, in a topic; of all other people where nothing is named.
     * @param {Place} [place]
     * @returns {Promise<number>}
     */
    unread(place?: Place): Promise<number>;
    /**
     * Begin to type to somebody, or stop.
     * @param {Somebody} to
     * @param {{ stops?: boolean }} [given]
     */
    types(to: Somebody, { stops }?: {
        stops?: boolean;
    }): Promise<void>;
    /**
     * Join a group, or ask to be let in; gives JoinedSuccess or WaitAdminApproval.
     * @param {string} group_id
     * @param {Fields} [details]
     * @returns {Promise<string>}
     */
    joins(group_id: string, details?: Fields): Promise<string>;
    /**
     * Leave a group.
     * @param {string} group_id
     */
    leaves(group_id: string): Promise<void>;
    /**
     * Bring others into a group; gives a result for each.
     * @param {Somebody[]} people
     * @param {string} group_id
     * @returns {Promise<Record<string, any>[]>}
     */
    invites(people: Somebody[], group_id: string): Promise<Record<string, any>[]>;
    /**
     * Log in over a socket and stay.
     * @param {string} [platform] Web where nothing is said.
     * @param {Fields} [details]
     */
    connect(platform?: string, details?: Fields): Promise<any>;
    /**
     * Lose the connection, on one platform or all.
     * @param {string} [platform]
     */
    drop(platform?: string): Promise<void>;
    /**
     * What was pushed over the sockets, oldest first.
     * @param {number} [event] Only those of an event's number.
     * @param {{ platform?: string }} [given] Only those of a platform's socket.
     * @returns {Promise<Record<string, any>[]>}
     */
    received(event?: number, { platform }?: {
        platform?: string;
    }): Promise<Record<string, any>[]>;
    /** Have all logins ended, as the application's own server does. */
    kicked(): Promise<void>;
}
export type Somebody = TencentUser | string;
/**
 * Further fields of the command.
 */
export type Fields = Record<string, any>;
/**
 * Somebody, a group, or a topic of it.
 */
export type Place = {
    to?: Somebody;
    group?: string;
    topic?: string;
};
/**
 * What `says` gave, or its MsgKey, or its MsgSeq in a group.
 */
export type Message = Record<string, any> | string | number;
import { Application } from './application.js';
import { Person } from './application.js';
