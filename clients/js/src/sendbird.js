import { Application, Person } from './application.js';
import { ChatmockError } from './control.js';
import { Webhooks } from './webhooks.js';

/** @typedef {SendbirdUser | string} Somebody */
/** @typedef {Record<string, any>} Fields Further fields of the operation. */
/** @typedef {{ message_id: number } | number} Message What `says` gave, or its message_id. */

/** An application of Sendbird. */
export class Sendbird extends Application {
  /**
   * @param {import('./control.js').Control} control
   * @param {import('./application.js').Described} described
   */
  constructor(control, described) {
    super(control, described);
    this.app_id = String(described.app_id);
    /** The master token. */
    this.api_token = String(described.api_token);
    /** Origin of the Platform API, for SDKs that add `/v3` by themselves. */
    this.host = this.url;
    this.api_url = `${this.url}/v3`;
    this.ws_url = this.url.replace('http', 'ws');
    this.webhooks = new Webhooks(this.control);
  }

  /**
   * Somebody who can act; made where there is nobody of that id.
   * @param {string} userId
   * @param {Fields} [profile]
   */
  async user(userId, profile = {}) {
    const user = new SendbirdUser(this.control, userId);
    await user.does('exists', { details: profile });
    return user;
  }

  /**
   * A new group channel; gives its address.
   * @param {Somebody[]} members The first one makes it.
   * @param {Fields} [details]
   * @returns {Promise<string>}
   */
  async group(members, details = {}) {
    if (!members.length) throw new ChatmockError('A group has one member at least; name somebody, as in group([alice, bob]).');
    const user_ids = members.map(String);
    const founder = new SendbirdUser(this.control, user_ids[0]);
    return (await founder.does('creates_group', { user_ids, details })).channel_url;
  }

  /**
   * A new open channel; gives its address.
   * @param {Fields} [details]
   * @returns {Promise<string>}
   */
  async openChannel(details = {}) {
    return (await new SendbirdUser(this.control, '-').does('creates_open_channel', { details })).channel_url;
  }

  /**
   * Send webhooks to a receiver from now on.
   * @param {string} url
   * @param {Fields} [settings]
   */
  async webhook(url, settings = {}) {
    return (await this.settings({ webhook: { url, ...settings } })).webhook;
  }

  /**
   * A new session token of a user, as an app's backend issues one.
   * @param {Somebody} user
   * @param {{ expires_at?: number }} [given]
   * @returns {Promise<string>}
   */
  async sessionToken(user, given = {}) {
    return (await new SendbirdUser(this.control, String(user)).does('gets_session_token', { details: given })).token;
  }

  /**
   * Take all session tokens of a user back.
   * @param {Somebody} user
   */
  async revokeSessionTokens(user) {
    await new SendbirdUser(this.control, String(user)).does('loses_session_tokens');
  }
}

/** A user of Sendbird who does things. */
export class SendbirdUser extends Person {
  get user_id() {
    return this.name;
  }

  /**
   * Send a text; gives the message.
   * @param {string} message
   * @param {string} channel_url
   * @param {Fields} [details]
   */
  async says(message, channel_url, details = {}) {
    return this.does('says', { message, channel_url, details });
  }

  /**
   * Read everything in a channel.
   * @param {string} channel_url
   */
  async reads(channel_url) {
    await this.does('reads', { channel_url });
  }

  /**
   * React to a message, or take a reaction back.
   * @param {string} reaction
   * @param {Message} message
   * @param {string} channel_url
   * @param {{ removes?: boolean }} [given]
   */
  async reacts(reaction, message, channel_url, { removes } = {}) {
    const message_id = typeof message === 'object' ? message.message_id : message;
    await this.does('reacts', { reaction, message_id, channel_url, removes });
  }

  /**
   * Become a member of a group channel, or enter an open one.
   * @param {string} channel_url
   */
  async joins(channel_url) {
    await this.does('joins', { channel_url });
  }

  /**
   * Leave a group channel, or an open one.
   * @param {string} channel_url
   */
  async leaves(channel_url) {
    await this.does('leaves', { channel_url });
  }

  /**
   * Make others members of a group channel.
   * @param {Somebody[]} people
   * @param {string} channel_url
   */
  async invites(people, channel_url) {
    await this.does('invites', { user_ids: people.map(String), channel_url });
  }

  /**
   * Begin to type in a group channel.
   * @param {string} channel_url
   */
  async types(channel_url) {
    await this.does('types', { channel_url });
  }

  /**
   * How many messages wait: in a channel, or in all.
   * @param {string} [channel_url]
   * @returns {Promise<number>}
   */
  async unread(channel_url) {
    return (await this.does('unread', { channel_url })).unread_count;
  }

  /**
   * Open a socket and keep it open; gives the first frame.
   * @param {Record<string, string>} [parameters] Further ones of the handshake.
   */
  async connect(parameters = {}) {
    return this.does('connect', { details: parameters });
  }

  /** Lose the connection: that of `connect()`, else that of the user's own client. */
  async drop() {
    await this.does('drop');
  }

  /**
   * The frames that came over the socket, oldest first.
   * @param {string} [command] Only those of a command, such as `MESG`.
   * @returns {Promise<Record<string, any>[]>}
   */
  async received(command) {
    return (await this.does('received', { command })).frames;
  }
}
