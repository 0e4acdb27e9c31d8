// Pages with Tencent Chat's SDK in a browser without a screen, one for each person, asked line by line as other clients are.
'use strict';
const { createServer } = require('node:http');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { event, fetchPackage, serve } = require('../../../sendbird/clients/js_sdk/speak.cjs');

const scratch = mkdtempSync(join(tmpdir(), 'chatmock-chromium-'));
process.env.TMPDIR = process.env.HOME = scratch; // whatever the browser writes goes there, and with it

const { chromium } = fetchPackage('playwright-core');
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];
const PATIENCE = 15000;
const HTML = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Chat</title>'
  + '<script src="sdk.js"></script><script src="upload.js"></script><script src="page.js"></script>';

let browser;
let address; // of the page
let pages = new Map();
let troubles = [];

/** The page, served from memory: the SDK as its package has it for browsers, and what drives it. */
async function published(sdk, upload) {
  const files = {
    '/sdk.js': readFileSync(sdk), '/upload.js': readFileSync(upload), '/page.js': readFileSync(join(__dirname, 'page.js')),
  };
  const server = createServer(({ url }, answer) => {
    answer.setHeader('Content-Type', `${files[url] ? 'text/javascript' : 'text/html'}; charset=utf-8`);
    answer.end(files[url] ?? HTML);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${server.address().port}/`;
}

function near(url) {
  const { protocol, hostname } = new URL(url);
  return ['data:', 'blob:'].includes(protocol) || hostname === '127.0.0.1';
}

/** Keep note of whatever a page complains of or asks of another machine; the latter it does not get. */
async function watch(context, page, user) {
  page.on('console', (said) => said.type() === 'error' && troubles.push(`${user}: ${said.text()} ${said.location().url}`));
  page.on('pageerror', (error) => troubles.push(`${user}: ${error.stack}`));
  page.on('websocket', (socket) => near(socket.url()) || troubles.push(`${user} went to ${socket.url()}`));
  await context.route((url) => !near(url.href), (route) => {
    troubles.push(`${user} went to ${route.request().url()}`);
    return route.abort();
  });
}

serve({
  async start({ sdk, upload }) {
    const launched = chromium.launch({ executablePath: process.env.CHATMOCK_CHROMIUM, args: FLAGS });
    [address, browser] = await Promise.all([published(sdk, upload), launched]);
    // after the browser's own end, which Playwright sees to when this process ends
    process.on('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));
  },
  quit: () => browser.close(),
  /** Open a window for a person; the SDK there gets its settings and listeners. */
  async open({ user, ...where }) {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    pages.set(user, page);
    await watch(context, page, user);
    await page.exposeFunction('tell', (name, told) => event(`${user} ${name}`, told));
    await page.goto(address);
    return page.evaluate((settings) => begin(settings), where);
  },
  call: ({ user, method, args }) => pages.get(user).evaluate(([name, given]) => call(name, given), [method, args]),
  fetch: ({ user, url }) => pages.get(user).evaluate(async (from) => [...new Uint8Array(await (await fetch(from)).arrayBuffer())], url),
  /** Close all windows; gives what was wrong in them. */
  async close() {
    await Promise.all([...pages.values()].map((page) => page.context().close()));
    const found = troubles;
    pages = new Map();
    troubles = [];
    return found;
  },
});
