// A page in Chromium that calls the host from its script, as an app in a browser does.
'use strict';
const { mkdtempSync, rmSync } = require('node:fs');
const { createServer } = require('node:http');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { createRequire } = require('node:module');

const fetchPackage = createRequire(`${process.env.CHATMOCK_CLIENTS}/package.json`);

const scratch = mkdtempSync(join(tmpdir(), 'page-'));
process.env.TMPDIR = process.env.HOME = scratch;
const { chromium } = fetchPackage('playwright-core');
const PAGE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">';

async function look() {
  const answers = await fetch('https://api-mine.sendbird.com/v3/users', { headers: { 'Api-Token': 'a-token-of-mine' } });
  const socket = new WebSocket('wss://ws-mine.sendbird.com/?ai=mine&user_id=alice');
  const greeting = await new Promise((resolve, reject) => {
    socket.onmessage = ({ data }) => resolve(data.slice(0, 4));
    socket.onerror = () => reject(new Error('the socket failed'));
  });
  const elsewhere = await fetch('https://example.com/', { mode: 'no-cors' }).then(() => 'reached', () => 'refused');
  return [await answers.json(), greeting, elsewhere];
}

(async () => {
  const server = createServer((_, answer) => answer.setHeader('Content-Type', 'text/html').end(PAGE));
  await new Promise((ready) => { server.listen(0, '127.0.0.1', ready); });
  const flags = process.env.CHATMOCK_CHROMIUM_FLAGS.split(' ');
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', ...flags];
  const browser = await chromium.launch({ executablePath: process.env.CHATMOCK_CHROMIUM, args });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}`);
    console.log(JSON.stringify(await page.evaluate(look)));
  } finally {
    await browser.close();
    server.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
})();
