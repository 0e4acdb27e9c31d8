import { Application, Person } from './application.js';

/** @typedef {ConnectyCubeUser | string} Somebody */
/** @typedef {Record<string, any>} Fields Further fields of the operation. */
/** @typedef {{ _id: string } | string} Message What `says` gave, or its id. */

const GROUP = 2, PRIVATE = 3, PUBLIC = 4;

/** An application of ConnectyCube. */
export class ConnectyCube extends Application {
  /**
   * @param {import('./control.js').Control} control
   * @param {import('./application.js').Described} described
   */
  constructor(control, described) {
    super(control, described);
    this.app_id = Number(described.app_id);
    this.auth_key = String(described.auth_key);
    this.auth_secret = String(described.auth_secret);
    /** Where the server API is: `endpoints.api` of the SDK. */
    this.api_url = this.url;
    /** Where the chat is, over a WebSocket. */
    this.chat_url = this.env.CONNECTYCUBE_CHAT_URL ?? '';
  }

  /**
   * Somebody who can act, by login; made where there is nobody.
   * @param {string} login
   * @param {Fields} [profile]
   */
  async user(login, profile = {}) {
    const described = await new Person(this.control, login).does('exists', { details: profile });
    return new ConnectyCubeUser(this.control, login, described);
  }

  /**
   * The private dialog of two people; gives its id.
   * @param {Somebody} one
   * @param {Somebody} other
   */
  async private(one, other) {
    return this.#dialog(PRIVATE, [one, other], {});
  }

  /**
   * A new group; gives its id.
   * @param {Somebody[]} people Two at least; the first one owns it.
   * @param {Fields} [details]
   */
  async group(people, details = {}) {
    return this.#dialog(GROUP, people, { name: 'Group', ...details });
  }

  /**
   * A new public dialog; gives its id.
   * @param {Somebody} owner
   * @param {Fields} [details]
   */
  async public(owner, details = {}) {
    return this.#dialog(PUBLIC, [owner], { name: 'Public', ...details });
  }

  /**
   * A new broadcast dialog, which everybody is in; gives its id.
   * @param {Somebody} owner
   * @param {Fields} [details]
   * @returns {Promise<string>}
   */
  async broadcast(owner, details = {}) {
    const person = new Person(this.control, String(owner));
    return (await person.does('creates_broadcast', { details: { name: 'Broadcast', ...details } }))._id;
  }

  /**
   * @param {number} type
   * @param {Somebody[]} people
   * @param {Fields} details
   * @returns {Promise<string>}
   */
  async #dialog(type, people, details) {
    const [first, ...others] = people.map(String);
    const made = await new Person(this.control, first).does('creates_dialog', { people: others, details: { type, ...details } });
    return made._id;
  }
}

/** A user of ConnectyCube who does things. */
export class ConnectyCubeUser extends Person {
  /**
   * @param {import('./control.js').Control} control
   * @param {string} login
   * @param {Record<string, any>} described
   */
  constructor(control, login, described) {
    super(control, login);
    this.login = login;
    /** @type {number} */
    this.id = described.id;
    /** @type {string} What a client logs in by. */
    this.password = described.password;
  }

  /**
   * The token of a new session, as of a client that logs in.
   * @returns {Promise<string>}
   */
  async token() {
    return (await this.does('opens_session')).token;
  }

  /**
   * Say something in a dialog; gives the message.
   * @param {string} message
   * @param {string} dialog_id
   * @param {Fields} [details]
   */
  async says(message, dialog_id, details = {}) {
    return this.does('says', { message, dialog_id, details });
  }

  /**
   * Read everything in a dialog.
   * @param {string} dialog_id
   */
  async reads(dialog_id) {
    await this.does('reads', { dialog_id });
  }

  /**
   * React to a message, or take a reaction back.
   * @param {string} reaction
   * @param {Message} message
   * @param {string} dialog_id
   * @param {{ removes?: boolean }} [given]
   */
  async reacts(reaction, message, dialog_id, { removes } = {}) {
    const message_id = typeof message === 'object' ? message._id : message;
    await this.does('reacts', { reaction, message_id, dialog_id, removes });
  }

  /**
   * Subscribe to a public dialog.
   * @param {string} dialog_id
   */
  async joins(dialog_id) {
    await this.does('joins', { dialog_id });
  }

  /**
   * Leave a dialog; a private one is removed for oneself.
   * @param {string} dialog_id
   */
  async leaves(dialog_id) {
    await this.does('leaves', { dialog_id });
  }

  /**
   * Add people to a group.
   * @param {Somebody[]} people
   * @param {string} dialog_id
   */
  async invites(people, dialog_id) {
    await this.does('invites', { people: people.map(String), dialog_id });
  }

  /**
   * Begin to type in a dialog; needs `connect()`.
   * @param {string} dialog_id
   */
  async types(dialog_id) {
    await this.does('types', { dialog_id });
  }

  /**
   * How many messages wait: in a dialog, or in all groups and private dialogs.
   * @param {string} [dialog_id]
   * @returns {Promise<number>}
   */
  async unread(dialog_id) {
    return (await this.does('unread', { dialog_id })).total;
  }

  /**
   * Log in to the chat and stay there; gives the address.
   * @param {{ resource?: string }} [parameters]
   * @returns {Promise<string>}
   */
  async connect(parameters = {}) {
    return (await this.does('connect', { details: parameters })).jid;
  }

  /** Lose the connection: that of `connect()`, else those of the user's own clients. */
  async drop() {
    await this.does('drop');
  }

  /** Come back where the connection was lost, and receive what was sent meanwhile. */
  async resumes() {
    await this.does('resumes');
  }

  /**
   * The stanzas that came over the connection, oldest first.
   * @param {string} [name] Only those of a name: message, presence, iq.
   * @returns {Promise<Record<string, any>[]>}
   */
  async received(name) {
    return (await this.does('received', { name })).stanzas;
  }
}
