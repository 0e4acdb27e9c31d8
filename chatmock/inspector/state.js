// The whole state: snapshots, what it is, and putting another one in its place.
import { readState, together, writeState } from './api.js';
import { attempt, fill, h, save } from './dom.js';

export class State {
  title = 'State';

  constructor(begin) {
    this.begin = begin;
    this.name = h('input', { required: true, placeholder: 'a name', 'aria-label': 'Name of the snapshot', value: 'before' });
    this.list = h('div', {});
    this.file = h('input', { type: 'file', accept: '.yaml,.yml,.json', 'aria-label': 'A file with a state' });
    this.seed = h('textarea', { rows: '10', spellcheck: 'false', placeholder: 'users:\n- user_id: alice', 'aria-label': 'A state as YAML or JSON' });
    this.scenario = h('input', { type: 'checkbox' });
    const read = (yaml) => readState({ yaml, ...(this.scenario.checked ? { scenario: true } : {}) });
    const keep = (name, yaml) => () => attempt(async () => save(name, await read(yaml), yaml ? 'application/yaml' : 'application/json'));
    this.file.addEventListener('change', () => attempt(async () => { this.seed.value = await this.file.files[0].text(); }));
    this.node = h('section', { class: 'sheet page', 'aria-label': 'State' }, h('h2', {}, 'Snapshots'), h('p', { class: 'dim' }, 'Of all applications of this group: clock, state, everything.'),
      h('form', { class: 'tools', onsubmit: (event) => { event.preventDefault(); attempt(() => this.take(), 'kept'); } }, this.name, h('button', { type: 'submit', class: 'main' }, 'Take a snapshot')), this.list,
      h('h2', {}, 'Export, seed, reset'),
      h('div', { class: 'tools' }, h('button', { type: 'button', onclick: keep('seed.yaml', true) }, 'Export as YAML'), h('button', { type: 'button', onclick: keep('seed.json', false) }, 'Export as JSON'),
        h('label', { class: 'tick' }, this.scenario, 'with faults and sockets, as a scenario'),
        h('button', { type: 'button', onclick: () => attempt(async () => { this.seed.value = await read(true); }) }, 'Read it below'),
        h('button', { type: 'button', class: 'danger', onclick: () => confirm('Everything goes back to how the application began.') && attempt(() => this.again(() => together.post('/reset')), 'begun anew') }, 'Reset')),
      h('form', { class: 'seed', onsubmit: (event) => { event.preventDefault(); attempt(() => this.load(), 'loaded'); } }, this.file, this.seed,
        h('button', { type: 'submit', class: 'main' }, 'Put this in the place of the state')));
  }

  async again(work) {
    await work();
    await this.begin();
  }

  async take() {
    await together.post(`/snapshots/${encodeURIComponent(this.name.value.trim())}`);
    await this.refresh();
  }

  async load() {
    await this.again(() => writeState(this.seed.value));
  }

  async refresh() {
    const { snapshots } = await together.get('/snapshots');
    const sign = JSON.stringify(snapshots);
    if (sign === this.drawn) return;
    this.drawn = sign;
    const path = (name) => `/snapshots/${encodeURIComponent(name)}`;
    fill(this.list, snapshots.length ? h('table', {}, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'name'), h('th', { scope: 'col' }, 'do'))), h('tbody', {}, snapshots.map((name) => h('tr', {}, h('td', {}, name),
      h('td', { class: 'acts' }, h('button', { type: 'button', 'aria-label': `Restore ${name}`, onclick: () => attempt(() => this.again(() => together.post(`${path(name)}/restore`)), 'restored') }, 'Restore'),
        h('button', { type: 'button', 'aria-label': `Delete ${name}`, onclick: () => attempt(async () => { await together.remove(path(name)); await this.refresh(); }) }, 'Delete'))))))
      : h('p', { class: 'dim' }, 'None is kept yet.'));
  }
}
