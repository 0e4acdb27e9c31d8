// Windows of UIKit in a browser without a screen, asked and watched line by line as the other clients are.
'use strict';
const { createServer } = require('node:http');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { fetchPackage, serve } = require('../js_sdk/speak.cjs');

const scratch = mkdtempSync(join(tmpdir(), 'chatmock-chromium-'));
process.env.TMPDIR = process.env.HOME = scratch; // whatever the browser writes goes there, and with it

const esbuild = fetchPackage('esbuild');
const { chromium } = fetchPackage('playwright-core');
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const PATIENCE = 15000;
// What a message is, and where one is written: in version 3, and in version 2.
const LOOKS = {
  'page.jsx': { message: '[data-testid="sendbird-message-view"]', input: '[role=textbox]' },
  'version2/page.jsx': { message: '.sendbird-msg-hoc', input: '.sendbird-message-input--textarea' },
  'widget/page.jsx': {
    message: '[data-testid="sendbird-message-view"]', input: '[role=textbox][contenteditable=true]', ready: '[role=textbox][contenteditable=true]',
  },
};
const HTML = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="stylesheet" href="page.css">'
  + '<style>html, body, #root { height: 100%; margin: 0 }</style><div id="root"></div><script src="page.js"></script>';

let browser;
let looks;
let address; // of the page
let vendor = /^$/; // names that lead here
let windows = new Map();
let troubles = [];

/** The style sheet asks for a font on another machine. */
function leaveOut(build) {
  build.onResolve({ filter: /^https:/ }, ({ path }) => ({ path, namespace: 'elsewhere' }));
  build.onLoad({ filter: /.*/, namespace: 'elsewhere' }, () => ({ contents: '', loader: 'css' }));
}

/** The page as one script and one style sheet, served from memory. */
async function published(page) {
  const folder = process.env.CHATMOCK_CLIENTS;
  const packages = join({ version2: `${folder}2`, widget: join(folder, '../widget') }[dirname(page)] ?? folder, 'node_modules');
  const built = await esbuild.build({
    entryPoints: [join(__dirname, page)], bundle: true, minify: true, write: false, outdir: '/', jsx: 'transform',
    define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'error', nodePaths: [packages],
    external: ['@sendbird/chat/node'], plugins: [{ name: 'fonts', setup: leaveOut }],
  });
  const files = new Map(built.outputFiles.map((file) => [file.path, file.contents]));
  const kinds = { '/page.js': 'text/javascript', '/page.css': 'text/css' };
  const server = createServer(({ url }, answer) => {
    answer.setHeader('Content-Type', `${kinds[url] ?? 'text/html'}; charset=utf-8`);
    answer.end(files.get(url) ?? HTML);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${server.address().port}`;
}

function near(url) {
  const { protocol, hostname } = new URL(url);
  return ['data:', 'blob:'].includes(protocol) || hostname === '127.0.0.1' || vendor.test(hostname);
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

async function opened(user, where) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 700 }, ignoreHTTPSErrors: true });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  windows.set(user, page);
  await watch(context, page, user);
  await page.goto(`${address}/?${new URLSearchParams({ user, ...where })}`);
  // its own name stands there as soon as it is connected
  await (looks.ready ? page.locator(looks.ready) : page.locator('.sendbird-channel-list__header').getByText(user)).first().waitFor();
}

function within(user, place) {
  return windows.get(user).locator(place);
}

/** A message that says a text; one that only quotes it comes later. */
function message(user, text) {
  return within(user, `.sendbird-conversation ${looks.message}`).filter({ hasText: text }).first();
}

function preview(user, name) {
  return within(user, '.sendbird-channel-preview').filter({ hasText: name });
}

async function menu(user, text, item) {
  await message(user, text).hover();
  await message(user, text).locator('.sendbird-message-menu button').click();
  await within(user, '.sendbird-dropdown__menu').getByText(item, { exact: true }).click();
}

async function type(user, form, text) {
  await within(user, `${form} ${looks.input}`).fill(text);
  await windows.get(user).keyboard.press('Enter');
}

serve({
  /** Open the browser for a page; by https the names of a domain lead to a port of this machine. */
  async start({ page, domain, port }) {
    looks = LOOKS[page];
    if (domain) vendor = new RegExp(`\\.${domain.replaceAll('.', '\\.')}$`);
    const rules = [...(domain ? [`MAP *.${domain} 127.0.0.1:${port}`] : []), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'];
    const args = [...FLAGS, `--host-resolver-rules=${rules.join(', ')}`];
    const launched = chromium.launch({ executablePath: process.env.CHATMOCK_CHROMIUM, args });
    [address, browser] = await Promise.all([published(page), launched]);
    // after the browser's own end, which Playwright sees to when this process ends
    process.on('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));
  },
  quit: () => browser.close(),
  async windows({ users, ...where }) {
    await Promise.all(users.map((user) => opened(user, where)));
  },
  async close() {
    await Promise.all([...windows.values()].map((page) => page.context().close()));
    const found = troubles;
    windows = new Map();
    troubles = [];
    return found;
  },
  async picture({ user, file }) {
    await windows.get(user).screenshot({ path: file });
  },
  /** What an address does that is opened as a page, alone or in a frame of another origin: all it asks meanwhile. */
  async visit({ url, framed }) {
    const page = await (await browser.newContext()).newPage();
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    if (framed) {
      await page.goto(address);
      await page.evaluate((src) => new Promise((loaded) => {
        const frame = Object.assign(document.createElement('iframe'), { src, onload: loaded });
        document.body.append(frame);
      }), url);
    } else {
      await page.goto(url);
    }
    await page.waitForLoadState('networkidle');
    await page.context().close();
    return asked;
  },
  // --- what a person does ---
  /** Open a channel; what is typed before its messages are there UIKit throws away. */
  async open({ user, name, showing }) {
    await preview(user, name).click();
    await message(user, showing).waitFor();
  },
  async make({ user, others }) {
    await within(user, '.sendbird-channel-list__header .sendbird-iconbutton').click();
    await within(user, '.sendbird-add-channel__rectangle').first().click();
    for (const other of others) {
      await within(user, '.sendbird-user-list-item').filter({ hasText: other }).locator('.sendbird-checkbox--checkmark').click();
    }
    await within(user, '.sendbird-modal__footer').getByText('Create').click();
    await within(user, `.sendbird-conversation ${looks.input}`).waitFor();
  },
  say: ({ user, text }) => type(user, '.sendbird-conversation', text),
  async begin({ user, text }) {
    await within(user, `.sendbird-conversation ${looks.input}`).pressSequentially(text);
  },
  /** Reply in a thread; UIKit shows twice what is sent before it has loaded the thread. */
  async reply({ user, to, text }) {
    const loaded = windows.get(user).waitForResponse((answer) => /include_reply_type=all.*external_collection/.test(answer.url()));
    await menu(user, to, 'Reply in thread');
    await loaded;
    await type(user, '.sendbird-thread-ui', text);
  },
  async react({ user, text, key }) {
    await message(user, text).hover();
    await message(user, text).locator('.sendbird-message-item-reaction-menu__trigger').click();
    await within(user, '.sendbird-reaction-button').filter({ has: windows.get(user).locator(`img[src*="${key}"]`) }).click();
  },
  async attach({ user, file }) {
    await within(user, '.sendbird-message-input--attach-input').setInputFiles(file);
    await within(user, '.sendbird-message-input--send').click();
  },
  async edit({ user, text, into }) {
    await menu(user, text, 'Edit');
    await within(user, `.sendbird-message-input__edit ${looks.input}`).fill(into);
    await within(user, '.sendbird-message-input--edit-action__save').click();
  },
  async remove({ user, text }) {
    await menu(user, text, 'Delete');
    await within(user, '.sendbird-modal__footer').getByText('Delete').click();
  },
  // --- what a person sees, waited for ---
  async list({ user, count }) {
    const names = within(user, '.sendbird-channel-preview .sendbird-channel-preview__content__upper__header__channel-name');
    await names.nth(count - 1).waitFor();
    return (await names.allInnerTexts()).map((name) => name.trim());
  },
  /** A channel's last message in the list. */
  async last({ user, name, text }) {
    await preview(user, name).locator('.sendbird-channel-preview__content__lower').getByText(text).waitFor();
  },
  async badge({ user, name, count }) {
    await preview(user, name).locator('.sendbird-badge').getByText(String(count), { exact: true }).waitFor();
  },
  async read_up({ user, name }) {
    await preview(user, name).locator('.sendbird-badge').waitFor({ state: 'detached' });
  },
  async see({ user, text }) {
    await message(user, text).waitFor();
  },
  async typing({ user, text }) {
    await within(user, '.sendbird-conversation').getByText(text).waitFor();
  },
  async gone({ user, text }) {
    await message(user, text).waitFor({ state: 'detached' });
  },
  /** One's own message as everybody else has got it. */
  async delivered({ user, text }) {
    await message(user, text).locator('.sendbird-icon-done-all:not(.sendbird-icon-color--read)').waitFor();
  },
  async read({ user, text }) {
    await message(user, text).locator('.sendbird-icon-done-all.sendbird-icon-color--read').waitFor();
  },
  async replies({ user, to, text }) {
    await message(user, to).locator('.sendbird-ui-thread-replies__reply-counts').getByText(text, { exact: true }).waitFor();
  },
  /** The reactions of a message: the size of each one's picture, and how many gave it. */
  async reactions({ user, text }) {
    const badges = message(user, text).locator('.sendbird-emoji-reactions__reaction-badge');
    await badges.first().waitFor();
    return badges.evaluateAll((nodes) => Promise.all(nodes.map(async (node) => {
      const image = node.querySelector('img');
      await image.decode();
      return [image.src.split('/').pop(), image.naturalWidth > 0, node.innerText.trim()];
    })));
  },
  /** The size of the first picture in the conversation. */
  async pictured({ user }) {
    const shown = within(user, '.sendbird-thumbnail-message-item-body img').first();
    await shown.waitFor({ state: 'attached' });
    return shown.evaluate(async (image) => (await image.decode(), [image.naturalWidth, image.naturalHeight]));
  },
});
