// The journal: one thread for each cause, request and answer side by side.
import { get, har, remove, together } from './api.js';
import { asCurl, asPytest, asScript } from './code.js';
import { attempt, clockTime, copy, fill, h, save } from './dom.js';
import { VirtualList, chooseByKeys } from './list.js';

const MOST = 3000; // entries that the page keeps; the server keeps more
const SPARE = 500;
const PAUSE = 120; // milliseconds between two drawings
const KINDS = ['request', 'actor', 'frame', 'connected', 'disconnected', 'delivery', 'push'];
const HTTP = new Set(['request', 'actor', 'delivery']);

/** How a thread is led: by the request or the command that everything else came of. */
function rank(entry) {
  if (entry.kind === 'request' || entry.kind === 'actor') return 0;
  if (entry.kind === 'frame' && entry.direction === 'in') return 1;
  return entry.kind === 'connected' || entry.kind === 'disconnected' ? 2 : 3;
}

const short = (value) => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200);

export class Journal {
  title = 'Journal';

  constructor() {
    this.entries = [];
    this.chosen = null;
    this.filter = h('input', { type: 'search', placeholder: 'Filter: text, operation, user …', 'aria-label': 'Filter the journal', oninput: () => this.draw() });
    this.kind = h('select', { 'aria-label': 'Kind of entry', onchange: () => this.draw() }, h('option', { value: '' }, 'everything'), KINDS.map((kind) => h('option', { value: kind }, kind)));
    this.refused = h('input', { type: 'checkbox', onchange: () => this.draw() });
    this.note = h('p', { class: 'note', role: 'status', hidden: true });
    this.box = h('div', { class: 'entries', role: 'listbox', tabindex: '0', 'aria-label': 'What happened' });
    this.empty = h('p', { class: 'nothing' }, 'Nothing has happened yet, or nothing that matches.');
    this.detail = h('div', { class: 'entry', tabindex: '0', role: 'region', 'aria-label': 'The chosen entry', hidden: true });
    this.node = h('section', { class: 'journal', 'aria-label': 'Journal' },
      h('div', { class: 'tools' }, h('h2', {}, 'Journal'), this.filter, this.kind, h('label', { class: 'tick' }, this.refused, 'refused'),
        h('button', { type: 'button', title: 'Keep the journal as an HTTP archive', onclick: () => attempt(async () => save('chatmock.har', JSON.stringify(await har(), null, 1))) }, 'HAR'),
        h('button', { type: 'button', title: 'Forget what happened so far', onclick: () => attempt(async () => { await remove('/journal'); this.clear(); }) }, 'Clear')),
      this.note, h('div', { class: 'halves' }, h('div', { class: 'half' }, this.empty, this.box), this.detail));
    this.list = new VirtualList(this.box, {
      key: (row) => row.entry.number, role: 'option', estimate: 27, sticks: true,
      sign: (row) => `${row.child} ${row.entry.number === this.chosen} ${row.entry.refused}`,
      render: (row) => this.row(row),
    });
    chooseByKeys(this.list, () => this.chosen, (row) => this.choose(row.entry));
  }

  /** Read what is there; gives the number of the last entry. */
  async load() {
    const { entries } = await get('/journal', { limit: MOST });
    this.entries = [];
    this.chosen = null;
    entries.forEach((entry) => this.put(entry));
    this.note.hidden = true;
    this.draw();
    this.showDetail();
    this.list.toEnd();
    return entries.at(-1)?.number ?? 0;
  }

  put(entry) {
    entry.text = `${entry.kind} ${JSON.stringify(entry)}`.toLowerCase();
    this.entries.push(entry);
    if (this.entries.length > MOST + SPARE) this.entries.splice(0, SPARE);
  }

  add(entry) {
    this.put(entry);
    this.later();
  }

  /** Draw soon: what comes together is drawn together. */
  later() {
    if (this.waits) return;
    this.waits = true;
    setTimeout(() => {
      this.waits = false;
      this.drawnAt = performance.now();
      if (this.node.isConnected && this.node.offsetParent !== null) this.draw();
    }, Math.max(0, (this.drawnAt ?? 0) + PAUSE - performance.now()));
  }

  clear() {
    this.entries = [];
    this.chosen = null;
    this.showDetail();
    this.draw();
  }

  miss(count) {
    this.note.textContent = `${count} entries are left out: they came faster than this page reads.`;
    this.note.hidden = false;
  }

  open() {
    this.draw();
  }

  draw() {
    this.list.set(this.threads());
    this.empty.hidden = this.list.items.length > 0;
    this.point();
  }

  point() {
    if (this.chosen === null) this.box.removeAttribute('aria-activedescendant');
    else this.box.setAttribute('aria-activedescendant', `entry-${this.chosen}`);
  }

  /** The rows: threads in the order in which they began, each led by its cause. */
  threads() {
    const words = this.filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const kind = this.kind.value;
    const threads = new Map();
    for (const entry of this.entries) {
      if (kind && entry.kind !== kind) continue;
      if (this.refused.checked && !entry.refused) continue;
      if (words.length && !words.every((word) => entry.text.includes(word))) continue;
      const name = entry.cause ?? `own ${entry.number}`;
      const thread = threads.get(name);
      if (thread) thread.push(entry);
      else threads.set(name, [entry]);
    }
    const rows = [];
    for (const thread of threads.values()) {
      const lead = thread.reduce((one, other) => (rank(other) < rank(one) ? other : one));
      rows.push({ entry: lead, child: false });
      for (const entry of thread) if (entry !== lead) rows.push({ entry, child: true });
    }
    return rows;
  }

  row({ entry, child }) {
    const bad = entry.refused || entry.outcome === 'given up';
    const what = [];
    if (HTTP.has(entry.kind)) {
      what.push(h('b', {}, entry.operation || entry.path || ''), ' ', h('span', { class: 'dim' }, `${entry.method} ${entry.path ?? ''}${entry.query ? `?${entry.query}` : ''}`));
    } else if (entry.kind === 'frame') {
      const to = entry.to ? ` to ${entry.to.slice(0, 3).join(', ')}${entry.to.length > 3 ? ` +${entry.to.length - 3}` : ''}` : entry.user ? ` of ${entry.user}` : '';
      what.push(h('b', {}, `${entry.direction === 'in' ? '→' : '←'} ${entry.operation}`), h('span', { class: 'dim' }, `${to}  ${short(entry.request)}`));
    } else {
      what.push(h('b', {}, entry.operation || entry.kind), ' ', h('span', { class: 'dim' }, [entry.user ?? entry.user_id, entry.why, entry.title, entry.body].filter(Boolean).join(' · ')));
    }
    return h('div', { id: `entry-${entry.number}`, class: `event ${entry.kind}${child ? ' child' : ''}${bad ? ' bad' : ''}`, 'aria-selected': String(entry.number === this.chosen), onclick: () => this.choose(entry) },
      h('time', { class: 'dim' }, clockTime(entry.at, true)), h('span', { class: 'kind' }, entry.kind),
      h('span', { class: 'what cut' }, what),
      entry.hint && h('span', { class: 'near', title: entry.hint }, 'hint'),
      entry.took !== undefined && h('span', { class: 'dim took' }, `${entry.took < 10 ? entry.took.toFixed(1) : Math.round(entry.took)} ms`),
      entry.status ? h('span', { class: 'status' }, String(entry.status)) : entry.outcome ? h('span', { class: 'status' }, entry.outcome) : null);
  }

  choose(entry) {
    this.chosen = this.chosen === entry.number ? null : entry.number;
    this.list.set(this.list.items);
    this.point();
    this.showDetail(this.chosen === null ? undefined : entry);
  }

  showDetail(entry) {
    this.detail.hidden = !entry;
    this.node.classList.toggle('detailed', Boolean(entry));
    if (!entry) {
      fill(this.detail);
      return;
    }
    const json = (value) => (value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value, null, 2));
    const take = (make) => () => attempt(() => copy(make(entry)));
    const http = HTTP.has(entry.kind);
    fill(this.detail,
      h('div', { class: 'tools' }, h('h3', {}, `#${entry.number} ${entry.operation || entry.kind}`),
        http && [h('button', { type: 'button', onclick: take(asCurl) }, 'Copy as curl'), h('button', { type: 'button', onclick: take(asPytest) }, 'pytest'), h('button', { type: 'button', onclick: take(asScript) }, 'JavaScript')],
        entry.operation && h('button', { type: 'button', title: 'The next call of this operation answers 500', onclick: () => attempt(() => this.breakNext(entry), `the next ${entry.operation} is broken`) }, 'Break the next'),
        h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: () => this.choose(entry) }, '×')),
      http && h('p', { class: 'address' }, `${entry.method} ${entry.path ?? ''}${entry.query ? `?${entry.query}` : ''} → ${entry.status ?? 'no answer'}${entry.code ? ` · code ${entry.code}` : ''}`),
      entry.hint && h('p', { class: 'hint' }, entry.hint),
      h('div', { class: 'pair' },
        h('div', {}, h('h4', {}, entry.kind === 'frame' ? 'Frame' : 'Request'), h('pre', { tabindex: '0' }, json(entry.request))),
        http && h('div', {}, h('h4', {}, 'Answer'), h('pre', { tabindex: '0' }, json(entry.answer)))),
      entry.headers && h('details', {}, h('summary', {}, 'Headers'), h('pre', { tabindex: '0' }, Object.entries(entry.headers).map(([name, value]) => `${name}: ${value}`).join('\n'))),
      h('details', {}, h('summary', {}, 'The whole entry'), h('pre', { tabindex: '0' }, JSON.stringify({ ...entry, text: undefined }, null, 2))));
  }

  breakNext(entry) {
    const operation = entry.kind === 'frame' && entry.direction === 'out' ? `frame ${entry.operation}` : entry.operation;
    const harm = entry.kind === 'frame' && entry.direction === 'out' ? { withhold: true } : { status: 500 };
    return together.post('/faults', { operation, unused: 'ignore', ...harm });
  }
}
