// The page: which application is looked at, which view is open, and when to look again.
import { aim, getPlain, listen, together } from './api.js';
import { attempt, clockTime, day, fill, h, say } from './dom.js';
import { Faults } from './faults.js';
import { Journal } from './journal.js';
import { People } from './people.js';
import { State } from './state.js';
import { Talk } from './talk.js';
import { Time } from './time.js';

const RARELY = 3000; // milliseconds between two looks at the applications there are
const byId = (id) => document.getElementById(id);
const journal = new Journal();
const views = { talk: new Talk(), people: new People(), journal, faults: new Faults(), time: new Time(touch), state: new State(begin) };
const seen = { applications: [], chosen: null, view: 'talk', lookedAt: 0, listedAt: 0, clockAt: -Infinity };
let stop = () => {};
let waits = false;
let busy = false;
let lasted = 0; // milliseconds of the last look: a slow server is looked at less often
let clock = null; // what the server said of it, and when

const name = (one) => `${one.provider} ${one.app_id ?? ''}`;
const isMeant = (one, app, provider) => (app ?? String(one.app_id)) === String(one.app_id) && (provider ?? one.provider) === one.provider;

/** Look again, soon: many things that happen together are one look. */
function touch() {
  if (waits || !seen.chosen) return;
  waits = true;
  setTimeout(look, Math.max(0, seen.lookedAt + lasted - performance.now()));
}

async function look() {
  if (busy || document.hidden) {
    waits = false;
    if (busy) touch();
    return;
  }
  waits = false;
  busy = true;
  const began = performance.now();
  try {
    const view = views[seen.view];
    const again = await view.refresh?.();
    if (performance.now() - seen.clockAt > 1000) readClock().catch(() => {}); // the next look says what is wrong
    if (again) setTimeout(touch, again); // a part of it comes later
  } catch (reason) {
    if (!(reason instanceof TypeError)) say(reason.message, true); // a server that is gone is said already
  }
  seen.lookedAt = performance.now();
  lasted = Math.min(1000, seen.lookedAt - began);
  busy = false;
}

async function readClock() {
  seen.clockAt = performance.now();
  clock = { ...(await together.get('/clock')), read: performance.now() };
  tick();
}

function tick() {
  if (!clock) return;
  const now = clock.state === 'frozen' ? clock.now : clock.now + performance.now() - clock.read;
  const text = `${clock.state === 'real' ? '' : `${clock.state} · `}${day(now)} ${clockTime(now)}`;
  if (byId('clock').textContent !== text) byId('clock').textContent = text;
}

/** The applications there are, and the default ones of platforms that nobody has asked for. */
async function readApplications() {
  const [{ applications }, { providers }] = await Promise.all([getPlain('/applications'), getPlain('/health')]);
  const there = new Set(applications.map((one) => one.provider));
  const all = [...applications, ...providers.filter((provider) => !there.has(provider)).map((provider) => ({ provider }))];
  const same = all.length === seen.applications.length && all.every((one, at) => name(one) === name(seen.applications[at]));
  seen.applications = all;
  if (!same) drawApplications(providers);
}

function drawApplications(providers) {
  const groups = providers.map((provider) => h('optgroup', { label: provider }, seen.applications
    .map((one, at) => ({ one, at }))
    .filter(({ one }) => one.provider === provider)
    .map(({ one, at }) => h('option', { value: String(at) }, one.app_id === undefined ? `${provider} (not asked for yet)` : `${provider} ${one.app_id}${one.group ? ` · ${one.group}` : ''}`))));
  fill(byId('application'), groups);
  const at = seen.applications.findIndex((one) => seen.chosen && name(one) === name(seen.chosen));
  byId('application').value = String(Math.max(0, at));
}

async function choose(application) {
  if (application.app_id === undefined) {
    await getPlain('/clock', { provider: application.provider }); // which makes its application
    const { applications } = await getPlain('/applications');
    application = applications.find((one) => one.provider === application.provider) ?? application;
    seen.chosen = application;
    await readApplications();
  }
  seen.chosen = application;
  aim(application);
  const query = new URLSearchParams({ app: application.app_id, provider: application.provider });
  history.replaceState(null, '', `${location.pathname}?${query}${location.hash}`); // a link to just this
  Object.values(views).forEach((view) => view.aim?.(application));
  await begin();
}

/** Read everything anew, and listen from there. */
async function begin() {
  stop();
  seen.clockAt = -Infinity;
  const after = await journal.load();
  stop = listen(after, {
    entry(entry) {
      journal.add(entry);
      touch();
    },
    anew() {
      journal.clear();
      touch();
    },
    changed() {
      seen.clockAt = -Infinity;
      touch();
      if (performance.now() - seen.listedAt < RARELY) return;
      seen.listedAt = performance.now();
      attempt(readApplications);
    },
    missed: (count) => journal.miss(count),
    live(yes) {
      byId('live').textContent = yes ? 'live' : 'not connected';
      byId('live').classList.toggle('off', !yes);
    },
  });
  await views[seen.view].open?.();
  touch();
}

function open(view) {
  seen.view = view in views ? view : 'talk';
  document.body.dataset.view = seen.view;
  for (const tab of byId('tabs').children) {
    if (tab.hash === `#${seen.view}`) {
      tab.setAttribute('aria-current', 'page');
      tab.scrollIntoView({ block: 'nearest', inline: 'center' }); // on a narrow screen it may be outside
    } else tab.removeAttribute('aria-current');
  }
  const node = views[seen.view].node;
  fill(byId('main'), seen.view === 'journal' ? [] : node, journal.node);
  journal.list.paint();
  if (seen.chosen) attempt(async () => views[seen.view].open?.());
  touch();
}

function lookAs(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
}

async function start() {
  lookAs(localStorage.getItem('theme'));
  fill(byId('tabs'), Object.entries(views).map(([view, { title }]) => h('a', { href: `#${view}` }, title)));
  byId('theme').addEventListener('click', () => {
    const dark = getComputedStyle(document.documentElement).colorScheme === 'dark';
    localStorage.setItem('theme', dark ? 'light' : 'dark');
    lookAs(dark ? 'light' : 'dark');
  });
  byId('clock').addEventListener('click', () => { location.hash = '#time'; });
  byId('application').addEventListener('change', (event) => attempt(() => choose(seen.applications[Number(event.target.value)])));
  addEventListener('hashchange', () => open(location.hash.slice(1)));
  document.addEventListener('visibilitychange', touch);
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || /INPUT|TEXTAREA|SELECT/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    document.querySelector('main input[type=search]')?.focus();
  });
  setInterval(tick, 500);
  open(location.hash.slice(1) || 'talk');
  await attempt(async () => {
    await readApplications();
    const asked = new URLSearchParams(location.search);
    const chosen = seen.applications.find((one) => isMeant(one, asked.get('app'), asked.get('provider'))) ?? seen.applications.find((one) => one.app_id !== undefined) ?? seen.applications[0];
    await choose(chosen);
    drawApplications((await getPlain('/health')).providers);
  });
}

start();
