// The inspector in a browser without a screen, asked line by line as the other clients are.
'use strict';
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { fetchPackage, serve } = require('../../sendbird/clients/js_sdk/speak.cjs');

const scratch = mkdtempSync(join(tmpdir(), 'chatmock-chromium-'));
process.env.TMPDIR = process.env.HOME = scratch; // whatever the browser writes goes there, and with it

const { chromium } = fetchPackage('playwright-core');
const axe = require(`${process.env.CHATMOCK_CLIENTS}/node_modules/axe-core`);
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const PATIENCE = 60000;

let browser;
let page;
let troubles = [];

const near = (url) => ['data:', 'blob:'].includes(new URL(url).protocol) || new URL(url).hostname === '127.0.0.1';

/** Browsers complain of every answer that refuses; the page itself says what the refusal says. */
const isRefusal = (said) => said.text().startsWith('Failed to load resource') && said.location().url.includes('/_chatmock/');

serve({
  async start() {
    browser = await chromium.launch({ executablePath: process.env.CHATMOCK_CHROMIUM, args: FLAGS });
    process.on('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));
  },
  quit: () => browser.close(),
  /** Open a page and keep note of whatever it complains of, or asks of another machine. */
  async open({ url, width = 1440, height = 860, dark = false }) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', bypassCSP: false });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    context.setDefaultTimeout(PATIENCE);
    page = await context.newPage();
    page.on('console', (said) => said.type() === 'error' && !isRefusal(said) && troubles.push(`${said.text()} ${said.location().url}`));
    page.on('pageerror', (error) => troubles.push(error.stack));
    page.on('dialog', (dialog) => dialog.accept());
    await context.route((address) => !near(address.href), (route) => {
      troubles.push(`it went to ${route.request().url()}`);
      return route.abort();
    });
    await page.goto(url);
    await page.locator('#live:not(.off)').getByText('live').waitFor();
  },
  async close() {
    await page.context().close();
    const found = troubles;
    troubles = [];
    return found;
  },
  async picture({ file }) {
    await page.screenshot({ path: file });
  },
  async click({ role = 'button', name, exact = true }) {
    await page.getByRole(role, { name, exact }).first().click();
  },
  async tap({ place, text }) {
    await page.locator(place).filter({ hasText: text }).first().click();
  },
  async fill({ label, text }) {
    await page.getByLabel(label, { exact: true }).fill(text);
  },
  /** What a button gives to keep: the file's name and its text. */
  async download({ name }) {
    const [given] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
    return [given.suggestedFilename(), readFileSync(await given.path(), 'utf8')];
  },
  async attach({ label, file }) {
    await page.getByLabel(label, { exact: true }).setInputFiles(file);
  },
  value: ({ label }) => page.getByLabel(label, { exact: true }).inputValue(),
  async choose({ label, option }) {
    await page.getByLabel(label, { exact: true }).selectOption({ label: option });
  },
  async press({ key }) {
    await page.keyboard.press(key);
  },
  async focus({ place }) {
    await page.locator(place).focus();
  },
  async see({ place = 'body', text }) {
    await page.locator(place).filter({ hasText: text }).first().waitFor();
  },
  async gone({ place, text }) {
    await page.locator(place).filter({ hasText: text }).first().waitFor({ state: 'detached' });
  },
  count: ({ place }) => page.locator(place).count(),
  texts: ({ place }) => page.locator(place).allInnerTexts(),
  clipboard: () => page.evaluate(() => navigator.clipboard.readText()),
  run: ({ script }) => page.evaluate(script),
  async wait({ script }) {
    for (const until = Date.now() + PATIENCE; !(await page.evaluate(script)); await page.waitForTimeout(30)) {
      if (Date.now() > until) throw new Error(`it never came to be: ${script}`);
    }
  },
  async tick({ label }) {
    await page.getByLabel(label, { exact: true }).check();
  },
  /** What axe finds that is serious, or worse. */
  async axe() {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`);
  },
});
