// The application's clock: where it stands, what comes next, and turning it.
import { together } from './api.js';
import { attempt, clockTime, day, fill, h } from './dom.js';

export class Time {
  title = 'Clock';

  constructor(touch) {
    this.touch = touch;
    this.now = h('p', { class: 'big' });
    this.many = h('input', { type: 'number', min: '0', step: 'any', value: '1', 'aria-label': 'How much' });
    this.unit = h('select', { 'aria-label': 'Unit' }, ['minutes', 'hours', 'days', 'weeks', 'seconds'].map((unit) => h('option', {}, unit)));
    this.to = h('input', { placeholder: '2026-12-24T18:00:00Z', 'aria-label': 'A time' });
    this.due = h('div', {});
    const go = (path, fields) => () => attempt(() => this.go(path, fields?.()), 'done');
    const quick = [['1 minute', { minutes: 1 }], ['1 hour', { hours: 1 }], ['1 day', { days: 1 }]];
    this.node = h('section', { class: 'sheet page', 'aria-label': 'Clock' }, h('h2', {}, 'The clock'), this.now,
      h('div', { class: 'tools' }, quick.map(([text, step]) => h('button', { type: 'button', onclick: go('/clock/advance', () => step) }, `+ ${text}`)),
        h('button', { type: 'button', onclick: go('/clock/freeze') }, 'Freeze'), h('button', { type: 'button', onclick: go('/clock/real') }, 'Real time')),
      h('form', { class: 'tools', onsubmit: (event) => { event.preventDefault(); go('/clock/advance', () => ({ [this.unit.value]: Number(this.many.value) }))(); } }, this.many, this.unit, h('button', { type: 'submit', class: 'main' }, 'Advance')),
      h('form', { class: 'tools', onsubmit: (event) => { event.preventDefault(); go('/clock/set', () => ({ to: this.to.value.trim() }))(); } }, this.to, h('button', { type: 'submit' }, 'Set')),
      h('h2', {}, 'What comes next'), this.due);
  }

  async go(path, fields = {}) {
    await together.post(path, fields);
    await this.refresh();
    this.touch();
  }

  async refresh() {
    const [clock, { due }] = await Promise.all([together.get('/clock'), together.get('/clock/due', { limit: 50 })]);
    this.now.textContent = `${day(clock.now)} ${clockTime(clock.now)} UTC · ${clock.state}`;
    const sign = JSON.stringify([due, Math.floor(clock.now / 1000)]);
    if (sign === this.drawn) return;
    this.drawn = sign;
    if (!due.length) {
      fill(this.due, h('p', { class: 'dim' }, 'Nothing waits for the clock.'));
      return;
    }
    fill(this.due, h('table', {}, h('thead', {}, h('tr', {}, ['when', 'in', 'what', 'do'].map((text) => h('th', { scope: 'col' }, text)))),
      h('tbody', {}, due.map((one) => h('tr', {}, h('td', {}, `${day(one.at)} ${clockTime(one.at)}`), h('td', {}, length(one.at - clock.now)), h('td', {}, one.what || 'something'),
        h('td', {}, h('button', { type: 'button', onclick: () => attempt(() => this.go('/clock/advance', { milliseconds: Math.max(0, one.at - clock.now) }), 'there') }, 'Go there')))))));
  }
}

function length(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} days`;
}
