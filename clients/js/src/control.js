import { operations } from './operations.js';

/** @typedef {import('../types/api.js').Operations} Operations */
/** @typedef {{ app?: string, provider?: string, group?: string }} Addressing */

/** What chatmock refused, or what a check of this client found. */
export class ChatmockError extends Error {
  /**
   * @param {string} message
   * @param {number} [status] The HTTP status of the refusal; 0 where nobody was asked.
   * @param {string | number} [code] The refusal's code.
   */
  constructor(message, status = 0, code = '') {
    super(message);
    this.name = 'ChatmockError';
    this.status = status;
    this.code = code;
  }
}

/** The control API of a server, for an application, for a group of them, or for the default ones. */
export class Control {
  /**
   * @param {string} url Where the server is.
   * @param {Addressing} [addressing] Which application or group the calls are for.
   */
  constructor(url, addressing = {}) {
    this.url = url.replace(/\/+$/, '');
    this.addressing = addressing;
  }

  /**
   * The control API for one application, or for a group.
   * @param {Addressing} addressing
   */
  of(addressing) {
    return new Control(this.url, addressing);
  }

  /**
   * Call an operation by its name in the OpenAPI document.
   * @template {keyof Operations} Name
   * @param {Name} name
   * @param {Operations[Name]['given']} given Names of the path and fields of the query or the body, in one object.
   * @returns {Promise<Operations[Name]['answer']>}
   */
  async call(name, given) {
    const operation = operations[name];
    if (!operation) throw new ChatmockError(`The control API has no operation ${name}; its OpenAPI document lists them.`);
    const { method, scoped } = operation;
    /** @type {Record<string, unknown>} */
    const fields = scoped ? { ...this.addressing, ...given } : { ...given };
    const path = operation.path.replace(/\{(\w+)\}/g, (_, key) => {
      const value = fields[key];
      delete fields[key];
      if (value === undefined || value === '') throw new ChatmockError(`${name} needs ${key}; it is missing or empty.`);
      return encodeURIComponent(String(value));
    });
    const inQuery = method === 'GET' || method === 'DELETE';
    const answer = await this.#fetch(method, inQuery ? path + query(fields) : path, inQuery ? undefined : fields);
    const text = await answer.text();
    if (!answer.ok) throw refusal(answer.status, text);
    return /json/.test(answer.headers.get('Content-Type') ?? '') ? JSON.parse(text) : text;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  async #fetch(method, path, body) {
    try {
      const headers = body && { 'Content-Type': 'application/json' };
      return await fetch(this.url + path, { method, headers, body: body && JSON.stringify(body) });
    } catch (reason) {
      const cause = /** @type {any} */ (reason);
      const why = cause?.cause?.code ?? cause?.message ?? String(reason);
      throw new ChatmockError(
        `No chatmock answered at ${this.url} (${why}). Start one by chatmock serve, and give a page's origin to --allow-origin.`,
      );
    }
  }
}

/** @param {Record<string, unknown>} fields */
function query(fields) {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  if (!given.length) return '';
  const texts = given.map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
  return `?${new URLSearchParams(texts)}`;
}

/**
 * @param {number} status
 * @param {string} text
 */
function refusal(status, text) {
  try {
    const { message, code } = JSON.parse(text);
    return new ChatmockError(message, status, code);
  } catch {
    return new ChatmockError(`The server answered ${status}: ${text.slice(0, 200)}`, status);
  }
}
