// What shall go wrong: a form, and what waits to strike.
import { getPlain, together } from './api.js';
import { faultAsPytest } from './code.js';
import { attempt, copy, fill, h } from './dom.js';

const HARMS = {
  'answer a status': (value) => ({ status: Number(value || 500) }),
  'answer an error code': (value) => ({ code: /^\d+$/.test(value) ? Number(value) : value }),
  'answer late (seconds)': (value) => ({ delay: Number(value || 2) }),
  'close the connection': () => ({ disconnect: true }),
  'send broken JSON': () => ({ broken_json: true }),
  'cut the answer (bytes)': (value) => ({ truncate: Number(value || 10) }),
  'lose the answer after the effect': () => ({ phase: 'after', disconnect: true }),
  'withhold a frame': () => ({ withhold: true }),
  'send a frame or a delivery twice': () => ({ duplicate: true }),
};

const field = (label, input) => h('label', { class: 'field' }, h('span', {}, label), input);

export class Faults {
  title = 'Faults';

  constructor() {
    this.names = h('datalist', { id: 'operations' });
    this.operation = h('input', { required: true, list: 'operations', placeholder: 'an operation, or a pattern with *' });
    this.harm = h('select', {}, Object.keys(HARMS).map((name) => h('option', {}, name)));
    this.value = h('input', { placeholder: '500' });
    this.times = h('input', { type: 'number', min: '0', value: '1' });
    this.user = h('input', { placeholder: 'anybody' });
    this.waiting = h('div', {});
    this.form = h('form', { class: 'form', onsubmit: (event) => { event.preventDefault(); attempt(() => this.add(), 'it waits to strike'); } },
      field('Which operation', this.operation), this.names, field('What goes wrong', this.harm), field('Value', this.value),
      field('How often (0: until removed)', this.times), field('Only for the user', this.user), h('button', { type: 'submit', class: 'main' }, 'Add the fault'));
    this.node = h('section', { class: 'sheet page', 'aria-label': 'Faults' }, h('h2', {}, 'Break an answer'), this.form, h('h2', {}, 'Faults that wait'), this.waiting);
  }

  aim(application) {
    this.provider = application.provider;
    fill(this.names);
  }

  async open() {
    if (this.names.children.length || !this.provider) return;
    const { operations } = await getPlain('/operations');
    const own = operations.filter((one) => one.provider === this.provider);
    fill(this.names, [...new Set(own.map((one) => one.name))].map((name) => h('option', { value: name })));
  }

  async add() {
    const user = this.user.value.trim();
    await together.post('/faults', {
      operation: this.operation.value.trim(), times: Number(this.times.value), unused: 'ignore',
      ...HARMS[this.harm.value](this.value.value.trim()), ...(user ? { when: { user } } : {}),
    });
    await this.refresh();
  }

  async refresh() {
    const { faults } = await together.get('/faults');
    const sign = JSON.stringify(faults);
    if (sign === this.drawn) return;
    this.drawn = sign;
    if (!faults.length) {
      fill(this.waiting, h('p', { class: 'dim' }, 'None. All answers are as the platform gives them.'));
      return;
    }
    const told = ({ number, operation, times, struck, unused, ...rest }) => Object.entries(rest).filter(([name, value]) => name !== 'phase' || value !== 'before').map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join('  ');
    fill(this.waiting, h('table', { class: 'faults' }, h('thead', {}, h('tr', {}, ['operation', 'what', 'left', 'struck', 'do'].map((text) => h('th', { scope: 'col' }, text)))),
      h('tbody', {}, faults.map((fault) => h('tr', {}, h('td', {}, h('code', {}, fault.operation)), h('td', {}, told(fault)), h('td', {}, fault.times === undefined || fault.times === null ? 'until removed' : String(fault.times)), h('td', {}, String(fault.struck)),
        h('td', { class: 'acts' }, h('button', { type: 'button', onclick: () => attempt(() => copy(faultAsPytest(fault))) }, 'Copy as pytest'),
          h('button', { type: 'button', 'aria-label': `Remove the fault of ${fault.operation}`, onclick: () => attempt(async () => { await together.remove(`/faults/${fault.number}`); await this.refresh(); }) }, 'Remove')))))));
  }
}
