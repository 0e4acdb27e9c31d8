// People with presence, devices and credentials; and the sockets that are open.
import { get, post, remove } from './api.js';
import { attempt, avatar, clockTime, copy, day, fill, h } from './dom.js';
import { VirtualList, chooseByKeys } from './list.js';

const MOST = 500;

export class People {
  title = 'People';

  constructor() {
    this.filter = h('input', { type: 'search', placeholder: 'Find a person  ( / )', 'aria-label': 'Find a person', oninput: () => this.draw() });
    this.box = h('div', { class: 'crowd', role: 'listbox', tabindex: '0', 'aria-label': 'People' });
    this.count = h('span', { class: 'dim' });
    this.detail = h('div', { class: 'detail', 'aria-live': 'polite' });
    this.sockets = h('div', { class: 'sockets' });
    this.node = h('section', { class: 'people', 'aria-label': 'People' },
      h('div', { class: 'side' }, h('div', { class: 'tools' }, this.filter, this.count), this.box),
      h('div', { class: 'sheet' }, this.detail, h('h2', {}, 'Open sockets'), this.sockets));
    this.list = new VirtualList(this.box, {
      key: (one) => one.id, role: 'option', estimate: 52,
      sign: (one) => JSON.stringify([one.name, one.online, one.note, one.devices.length, one.id === this.chosen]),
      render: (one) => h('div', { class: 'room', 'aria-selected': String(one.id === this.chosen), onclick: () => this.choose(one.id) },
        avatar(one.id, one.name),
        h('span', { class: 'lines' }, h('span', { class: 'line' }, h('b', {}, one.name || one.id), h('span', { class: one.online ? 'dot on' : 'dot', title: one.online ? 'online' : 'offline' })),
          h('span', { class: 'line dim' }, h('span', { class: 'cut' }, one.id), one.note && h('span', {}, one.note)))),
    });
    chooseByKeys(this.list, () => this.chosen, (one) => this.choose(one.id));
    this.aim();
  }

  aim() {
    Object.assign(this, { all: [], chosen: null, shown: false, total: 0, drawn: '' });
    this.draw();
  }

  open() {
    this.list.paint();
  }

  async refresh() {
    const [{ total, people }, { sockets }] = await Promise.all([get('/people', { limit: MOST, secrets: this.shown }), get('/sockets', { limit: 200 })]);
    Object.assign(this, { all: people, total });
    this.chosen ??= people[0]?.id ?? null;
    this.draw();
    this.drawSockets(sockets);
  }

  choose(id) {
    this.chosen = id;
    this.draw();
  }

  draw() {
    const wanted = this.filter.value.toLowerCase();
    this.list.set(this.all.filter((one) => `${one.name} ${one.id}`.toLowerCase().includes(wanted)));
    this.box.hidden = !this.list.items.length;
    this.count.textContent = this.total > this.all.length ? `the newest ${this.all.length} of ${this.total}` : `${this.total}`;
    const one = this.all.find((person) => person.id === this.chosen);
    const sign = JSON.stringify([one, this.shown]);
    if (sign === this.drawn) return;
    this.drawn = sign;
    if (!one) fill(this.detail, h('p', { class: 'nothing' }, 'Nobody is here yet.'));
    else this.drawPerson(one);
  }

  drawPerson(one) {
    const act = (verb, fields = {}) => () => attempt(() => post(`/actors/${encodeURIComponent(one.id)}/${verb}`, fields), `${one.name || one.id}: ${verb}`);
    const row = (what, value, until) => h('tr', {}, h('th', { scope: 'row' }, what), h('td', {}, h('code', {}, value)), h('td', { class: 'dim' }, until ? `until ${day(until)} ${clockTime(until)}` : ''),
      h('td', {}, value !== '***' && h('button', { type: 'button', class: 'quiet', onclick: () => attempt(() => copy(value)) }, 'Copy')));
    fill(this.detail,
      h('header', { class: 'head' }, avatar(one.id, one.name), h('div', { class: 'titles' }, h('h2', {}, one.name || one.id),
        h('span', { class: 'dim' }, `${one.id} · ${one.online ? 'online' : one.last_seen_at ? `last seen ${day(one.last_seen_at)} ${clockTime(one.last_seen_at)}` : 'never seen'}${one.note ? ` · ${one.note}` : ''}`))),
      h('div', { class: 'tools' }, h('button', { type: 'button', onclick: act('connect') }, 'Connect as an actor'), h('button', { type: 'button', onclick: act('drop') }, 'Drop the connection')),
      h('div', { class: 'tools' }, h('h3', {}, 'Credentials and devices'),
        h('button', { type: 'button', class: 'quiet', 'aria-pressed': String(this.shown), onclick: () => { this.shown = !this.shown; attempt(() => this.refresh()); } }, this.shown ? 'Mask' : 'Show')),
      one.credentials.length + one.devices.length
        ? h('table', {}, h('tbody', {}, one.credentials.map((c) => row(c.kind, c.value, c.expires_at)), one.devices.map((d) => row(`device · ${d.kind}`, d.token))))
        : h('p', { class: 'dim' }, 'None.'));
  }

  drawSockets(sockets) {
    const sign = JSON.stringify(sockets);
    if (sign === this.drawnSockets) return;
    this.drawnSockets = sign;
    if (!sockets.length) {
      fill(this.sockets, h('p', { class: 'dim' }, 'None is open.'));
      return;
    }
    fill(this.sockets, h('table', {}, h('thead', {}, h('tr', {}, ['No.', 'user', 'held by', 'waiting', ''].map((text) => h('th', { scope: 'col' }, text || h('span', { class: 'hide' }, 'drop'))))),
      h('tbody', {}, sockets.map((one) => h('tr', {}, h('td', {}, String(one.number)), h('td', {}, one.user), h('td', {}, one.origin), h('td', {}, one.stalled ? 'stalled' : String(one.waiting)),
        h('td', {}, h('button', { type: 'button', 'aria-label': `Drop socket ${one.number}`, onclick: () => attempt(() => remove(`/sockets/${one.number}`), 'dropped') }, 'Drop')))))));
  }
}
