// The inspector in a browser while a server is asked a hundred times a second: how long until what was typed, or said, is painted.
'use strict';
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const [packages, executablePath, url, rate, count] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'chatmock-bench-chromium-'));
process.env.TMPDIR = process.env.HOME = scratch;
const { chromium } = require(`${packages}/node_modules/playwright-core`);

const HEADERS = { 'Api-Token': 'chatmock-token', 'Content-Type': 'application/json' };
const say = (text) => fetch(`${url}/v3/group_channels/lunch/messages`, {
  method: 'POST', headers: HEADERS, body: JSON.stringify({ message_type: 'MESG', user_id: 'alice', message: text }),
}).then((answer) => answer.text());

(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 860 } });
  await page.goto(`${url}/_chatmock/`);
  await page.locator('.room').filter({ hasText: 'Lunch' }).click();
  await page.locator('.bubble').first().waitFor();
  await page.evaluate(() => {
    globalThis.typed = [];
    new PerformanceObserver((list) => list.getEntries().filter(({ name }) => name === 'keydown').forEach(({ duration }) => typed.push(duration)))
      .observe({ type: 'event', durationThreshold: 16 });
    globalThis.painted = (text) => new Promise((done) => {
      const look = () => {
        if ([...document.querySelectorAll('.bubble p')].some((node) => node.textContent === text)) requestAnimationFrame(() => done(Date.now()));
        else requestAnimationFrame(look);
      };
      look();
    });
  });
  let number = 0;
  const load = setInterval(() => say(`load ${number += 1}`), 1000 / Number(rate));
  await page.locator('textarea').focus();
  const seen = [];
  for (let turn = 0; turn < Number(count); turn += 1) {
    await page.keyboard.press('a');
    const painted = page.evaluate((text) => globalThis.painted(text), `said ${turn}`);
    const began = Date.now();
    await say(`said ${turn}`);
    seen.push((await painted) - began);
  }
  clearInterval(load);
  await new Promise((done) => { setTimeout(done, 300); });
  const slow = await page.evaluate(() => globalThis.typed);
  // what took less than 16 ms is not told, and counts as that
  const typed = [...slow, ...Array(Math.max(0, Number(count) - slow.length)).fill(16)];
  console.log(JSON.stringify({ typed, seen }));
  await browser.close();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
})();
