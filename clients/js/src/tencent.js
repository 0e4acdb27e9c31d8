import { Application, Person } from './application.js';
import { ChatmockError } from './control.js';

/** @typedef {TencentUser | string} Somebody */
/** @typedef {Record<string, any>} Fields Further fields of the command. */
/** @typedef {{ to?: Somebody, group?: string, topic?: string }} Place Somebody, a group, or a topic of it. */
/** @typedef {Record<string, any> | string | number} Message What `says` gave, or its MsgKey, or its MsgSeq in a group. */

/** An application of Tencent Chat. */
export class Tencent extends Application {
  /**
   * @param {import('./control.js').Control} control
   * @param {import('./application.js').Described} described
   */
  constructor(control, described) {
    super(control, described);
    this.sdk_app_id = Number(described.app_id);
    /** What signs a UserSig. */
    this.secret_key = String(described.secret_key);
    /** The UserID of the administrator, who calls the REST API. */
    this.admin = String(described.admin);
    /** Where the REST API is; `/v4/…` follows. */
    this.rest_url = this.url;
    /** Where the web SDK goes: its option `proxyServer`. */
    this.ws_url = this.env.TENCENT_WS_URL;
  }

  /**
   * Somebody who can act; made where there is nobody.
   * @param {string} userId
   * @param {Fields} [profile] Fields by their tags.
   */
  async user(userId, profile = {}) {
    const described = await new Person(this.control, userId).does('exists', { details: profile });
    return new TencentUser(this.control, userId, described);
  }

  /**
   * A new group; gives its GroupId.
   * @param {Somebody[]} people The first one owns it.
   * @param {Fields} [details] Fields of create_group, as Type.
   * @returns {Promise<string>}
   */
  async group(people, details = {}) {
    const [owner, ...others] = people.map(String);
    const given = { people: others, details: { Name: 'Group', ...details } };
    return (await new Person(this.control, owner).does('creates_group', given)).GroupId;
  }

  /**
   * A new topic of a community; gives its TopicId.
   * @param {string} community
   * @param {Somebody} by
   * @param {Fields} [details]
   * @returns {Promise<string>}
   */
  async topic(community, by, details = {}) {
    const given = { group_id: community, details: { TopicName: 'Topic', ...details } };
    return (await new Person(this.control, String(by)).does('creates_topic', given)).TopicId;
  }

  /**
   * A UserSig made now; good for 180 days, or for some seconds.
   * @param {string} userId
   * @param {number} [expire]
   * @returns {Promise<string>}
   */
  async userSig(userId, expire) {
    return (await new Person(this.control, userId).does('user_sig', { expire })).user_sig;
  }

  /**
   * Send webhooks to a receiver from now on; an empty address stops them.
   * @param {string} url
   * @param {Fields} [settings]
   */
  async webhook(url, settings = {}) {
    return (await this.settings({ webhook: { url, ...settings } })).webhook;
  }
}

/** A user of Tencent Chat who does things. */
export class TencentUser extends Person {
  /**
   * @param {import('./control.js').Control} control
   * @param {string} userId
   * @param {Record<string, any>} described
   */
  constructor(control, userId, described) {
    super(control, userId);
    this.user_id = userId;
    /** @type {string} */
    this.tiny_id = described.tiny_id;
    /** @type {string} What a client logs in by. */
    this.user_sig = described.user_sig;
  }

  /**
   * Say something; gives what the command answers.
   * @param {string} text
   * @param {Place} place
   * @param {Fields} [details]
   */
  async says(text, place, details = {}) {
    return this.does('says', { text, details, ...where(place) });
  }

  /**
   * Give a message another text; gives what the command answers.
   * @param {Message} message
   * @param {string} text
   * @param {Place} place
   * @param {Fields} [details]
   */
  async edits(message, text, place, details = {}) {
    return this.does('edits', { message_id: keyOf(message), text, details, ...where(place) });
  }

  /**
   * Recall a message.
   * @param {Message} message
   * @param {Place & { reason?: string }} place
   */
  async recalls(message, place) {
    await this.does('recalls', { message_id: keyOf(message), reason: place.reason, ...where(place) });
  }

  /**
   * React to a message, or take a reaction back.
   * @param {string} reaction
   * @param {Message} message
   * @param {Place & { removes?: boolean }} place
   */
  async reacts(reaction, message, place) {
    await this.does('reacts', { reaction, message_id: keyOf(message), removes: place.removes, ...where(place) });
  }

  /**
   * Read everything that somebody said, or that was said in a group or in a topic.
   * @param {Place} place
   */
  async reads(place) {
    await this.does('reads', where(place));
  }

  /**
   * How many messages wait: of somebody, in a group, in a topic; of all other people where nothing is named.
   * @param {Place} [place]
   * @returns {Promise<number>}
   */
  async unread(place = {}) {
    return (await this.does('unread', where(place))).total;
  }

  /**
   * Begin to type to somebody, or stop.
   * @param {Somebody} to
   * @param {{ stops?: boolean }} [given]
   */
  async types(to, { stops } = {}) {
    await this.does('types', { to: String(to), stops });
  }

  /**
   * Join a group, or ask to be let in; gives JoinedSuccess or WaitAdminApproval.
   * @param {string} group_id
   * @param {Fields} [details]
   * @returns {Promise<string>}
   */
  async joins(group_id, details = {}) {
    return (await this.does('joins', { group_id, details })).JoinedStatus;
  }

  /**
   * Leave a group.
   * @param {string} group_id
   */
  async leaves(group_id) {
    await this.does('leaves', { group_id });
  }

  /**
   * Bring others into a group; gives a result for each.
   * @param {Somebody[]} people
   * @param {string} group_id
   * @returns {Promise<Record<string, any>[]>}
   */
  async invites(people, group_id) {
    return (await this.does('invites', { people: people.map(String), group_id })).MemberList;
  }

  /**
   * Log in over a socket and stay.
   * @param {string} [platform] Web where nothing is said.
   * @param {Fields} [details]
   */
  async connect(platform, details = {}) {
    return this.does('connect', { platform, details });
  }

  /**
   * Lose the connection, on one platform or all.
   * @param {string} [platform]
   */
  async drop(platform) {
    await this.does('drop', { platform });
  }

  /**
   * What was pushed over the sockets, oldest first.
   * @param {number} [event] Only those of an event's number.
   * @param {{ platform?: string }} [given] Only those of a platform's socket.
   * @returns {Promise<Record<string, any>[]>}
   */
  async received(event, { platform } = {}) {
    return (await this.does('received', { event, platform })).events;
  }

  /** Have all logins ended, as the application's own server does. */
  async kicked() {
    await this.does('kicked');
  }
}

/** @param {Place} place */
function where({ to, group, topic }) {
  return { to: to === undefined ? undefined : String(to), group_id: group, topic_id: topic };
}

/** @param {Message} message */
function keyOf(message) {
  const found = typeof message === 'object' ? message?.MsgKey || message?.MsgSeq : message;
  if (typeof found === 'string' || typeof found === 'number') return found;
  throw new ChatmockError('A message is what says() gave, or its MsgKey or MsgSeq.');
}
