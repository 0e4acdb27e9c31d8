import { spawn } from 'node:child_process';
import { ChatmockError } from './control.js';
import { refuseUnknown } from './known.js';
import { ChatmockServer, connect } from './server.js';

/**
 * @typedef {object} Start How a server is started.
 * @property {string | string[]} [seed] Seed files, or names of chatmock's own.
 * @property {string | string[]} [allow_origin] Origins whose pages may use the control API.
 * @property {string[]} [args] Further options of `chatmock exec`.
 * @property {string[]} [command] How chatmock is called, as `['python3', '-m', 'chatmock']`.
 * @property {string} [url] A server that runs already; nothing is started then. CHATMOCK_URL says the same.
 */

const WAYS = [['chatmock'], ['python3', '-m', 'chatmock'], ['python', '-m', 'chatmock']];
const LONGEST = 65536;
const OF_A_NEW_ONE = ['seed', 'allow_origin', 'args', 'command'];
/** Runs under `chatmock exec`: it tells where the server is, and ends, and the server with it, when its stdin does. */
const WITNESS = 'process.stdin.resume().on("end", () => process.exit(0)); console.log(process.env.CHATMOCK_URL)';

/**
 * A server: the one that runs at `url` or CHATMOCK_URL, else a new one, which ends with `stop()` or with this process.
 * @param {Start} [start]
 * @param {string} [running] A server that runs already, in place of CHATMOCK_URL.
 */
export async function startServer(start = {}, running = process.env.CHATMOCK_URL) {
  refuseUnknown(start, ['url', ...OF_A_NEW_ONE], 'startServer()');
  const useless = OF_A_NEW_ONE.filter((name) => name in start).join(', ');
  if (start.url && useless) throw new ChatmockError(`A server that runs already takes no ${useless}; leave that out, or leave out url.`);
  if (running && !start.url && useless) console.warn(`chatmock: the server at ${running} runs already; ${useless} has no effect on it`);
  const url = start.url ?? running;
  if (url) return connect(url);
  const args = ['exec', ...repeated('--seed', start.seed), ...repeated('--allow-origin', start.allow_origin), ...(start.args ?? [])];
  const said = process.env.CHATMOCK_COMMAND?.trim().split(/\s+/);
  const ways = start.command ? [start.command] : said ? [said] : WAYS;
  for (const [program, ...before] of ways) {
    const begun = await begin(program, [...before, ...args, '--', process.execPath, '-e', WITNESS]);
    if (begun) return begun;
  }
  throw new ChatmockError(
    `None of these could be run: ${ways.map((way) => way.join(' ')).join(', ')}. Install chatmock (pip install path/to/chatmock), ` +
      'say how it is called by CHATMOCK_COMMAND, or where one runs by CHATMOCK_URL.',
  );
}

/** A server that this process started. */
class Started extends ChatmockServer {
  #child;

  /**
   * @param {string} url
   * @param {import('node:child_process').ChildProcessWithoutNullStreams} child
   */
  constructor(url, child) {
    super(url);
    this.#child = child;
  }

  async stop() {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const over = new Promise((resolve) => child.once('exit', resolve));
    child.ref();
    child.stdin.end();
    await over;
  }
}

/**
 * @param {string} option
 * @param {string | string[]} [values]
 */
function repeated(option, values = []) {
  return [values].flat().flatMap((value) => [option, value]);
}

/**
 * Run chatmock; gives the server, or nothing where there is no such program, or no chatmock in that Python.
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<Started | undefined>}
 */
function begin(program, args) {
  const { CHATMOCK_COMMAND, ...env } = process.env;
  const child = spawn(program, args, { env });
  let out = '', err = '';
  return new Promise((resolve, reject) => {
    child.once('error', (/** @type {NodeJS.ErrnoException} */ reason) => (reason.code === 'ENOENT' ? resolve(undefined) : reject(reason)));
    child.stdin.on('error', () => {}); // it is gone already, which 'close' tells
    child.stderr.on('data', (data) => (err = (err + data).slice(-LONGEST)));
    child.once('close', (status) =>
      err.includes('No module named chatmock')
        ? resolve(undefined)
        : reject(new ChatmockError(`chatmock ended with status ${status}: ${err.trim() || 'it said nothing'}`)),
    );
    child.stdout.on('data', (data) => {
      if (out.includes('\n')) return;
      out += data;
      if (!out.includes('\n')) return;
      for (const one of [child, child.stdin, child.stdout, child.stderr]) /** @type {any} */ (one).unref();
      resolve(new Started(out.trim(), child));
    });
  });
}
