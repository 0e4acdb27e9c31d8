// Conversations as people read them, and speaking in one as anybody.
import { get, post } from './api.js';
import { attempt, avatar, clockTime, day, fill, h, ownAddress, several } from './dom.js';
import { VirtualList, chooseByKeys } from './list.js';

const PAGE = 60; // messages that are looked at again now and then
const FEW = 15; // those that are looked at each time
const SHOWN = 200;
const COMMON = ['👍', '❤️', '😂', '🎉', '😮', '😢'];
const PAUSE = 400; // milliseconds between two looks at the list of conversations

/** Note of messages what their look depends on: what stands before them, and what they are. */
function annotate(messages, before = null) {
  for (const said of messages) {
    said.begins = !before || day(before.at) !== day(said.at);
    said.leads = said.begins || before.sender !== said.sender || said.at - before.at > 300000;
    said.sign = JSON.stringify(said);
    before = said;
  }
}

export class Talk {
  title = 'Conversations';

  constructor() {
    this.filter = h('input', { type: 'search', placeholder: 'Find a conversation  ( / )', 'aria-label': 'Find a conversation', oninput: () => this.drawList() });
    this.rooms = h('div', { class: 'rooms', role: 'listbox', tabindex: '0', 'aria-label': 'Conversations' });
    this.more = h('button', { type: 'button', class: 'quiet wide', onclick: () => { this.limit += SHOWN; attempt(() => this.refreshList()); } }, 'Show more');
    this.head = h('header', { class: 'head' });
    this.said = h('div', { class: 'said-list', role: 'list', tabindex: '0', 'aria-label': 'Messages' });
    this.who = h('select', { 'aria-label': 'Speak as' });
    this.text = h('textarea', { rows: '1', placeholder: 'Say something as anybody', 'aria-label': 'What is said', onkeydown: (event) => this.key(event) });
    this.emoji = h('input', { class: 'emoji', value: COMMON[0], list: 'emoji', 'aria-label': 'Reaction', title: 'The reaction that React gives: an emoji, or the key of one' });
    const act = (verb) => () => attempt(() => this.act(verb), `${this.who.value} ${verb}`);
    this.form = h('form', { class: 'compose', onsubmit: (event) => { event.preventDefault(); this.say(); } },
      this.who, this.emoji, h('datalist', { id: 'emoji' }, COMMON.map((value) => h('option', { value }))), this.text, h('button', { type: 'submit', class: 'main' }, 'Send'),
      h('button', { type: 'button', title: 'Read everything as this person', onclick: act('reads') }, 'Read'),
      h('button', { type: 'button', title: 'Begin to type as this person', onclick: act('types') }, 'Type'));
    this.empty = h('p', { class: 'nothing' }, 'Nobody has talked yet. A client, a test or a seed begins a conversation.');
    this.quiet = h('p', { class: 'nothing', hidden: true }, 'No conversation, or none that is called so.');
    this.node = h('section', { class: 'talk', 'aria-label': 'Conversations' },
      h('div', { class: 'side' }, h('div', { class: 'tools' }, this.filter), this.rooms, this.quiet, this.more),
      h('div', { class: 'chat' }, this.head, this.said, this.form));
    this.list = new VirtualList(this.rooms, {
      key: (one) => one.id, role: 'option', estimate: 62,
      sign: (one) => JSON.stringify([one.name, one.last_at, one.last?.id, one.last?.text, one.last?.recalled, one.message_count, one.people_count, one.people.map((p) => p.unread), one.id === this.chosen]),
      render: (one) => this.room(one),
    });
    chooseByKeys(this.list, () => this.chosen, (one) => this.choose(one.id));
    this.messages = new VirtualList(this.said, {
      key: (one) => one.id, sticks: true, estimate: 56,
      sign: (one) => one.sign,
      render: (one) => this.message(one),
      reach: () => this.earlier(),
    });
    this.forget();
  }

  forget() {
    Object.assign(this, { all: [], chosen: null, rows: [], hasMore: false, asking: false, limit: SHOWN, conversation: null, listedAt: -Infinity, listing: false, age: {} });
  }

  aim() {
    this.forget();
    this.drawList();
    this.drawChat();
  }

  async open() {
    this.list.paint();
    this.messages.paint();
  }

  /** Look again: first at what is said, then now and then at the list, for which nothing waits that is said. */
  async refresh() {
    const chosen = this.chosen;
    const isDue = !this.listing && performance.now() - this.listedAt > PAUSE;
    if (chosen) {
      const talk = await get(`/conversations/${encodeURIComponent(chosen)}`, { limit: isDue || !this.rows.length ? PAGE : FEW }).catch(() => null);
      if (chosen === this.chosen && !this.merge(talk, isDue)) {
        this.listedAt = -Infinity;
        return 1;
      }
    }
    if (!isDue) return PAUSE;
    const list = this.refreshList();
    if (chosen) list.catch(() => {}); // the next look says what is wrong
    else await list;
    return 0;
  }

  async refreshList() {
    const { age } = this;
    this.listing = true;
    try {
      const page = await get('/conversations', { limit: Math.min(500, this.limit) });
      if (age !== this.age) return; // of an application that was looked at before
      this.all = page.conversations.sort((one, other) => Boolean(other.last) - Boolean(one.last) || other.last_at - one.last_at);
      this.more.hidden = page.total <= this.all.length || this.limit >= 500;
      if (!this.chosen && this.all.length && innerWidth > 700) await this.choose(this.all[0].id);
      this.drawList();
    } finally {
      if (age === this.age) Object.assign(this, { listedAt: performance.now(), listing: false });
    }
  }

  /** Put the newest messages in the place of those that were there; not where some between are missing, which were not `all`. */
  merge(talk, all = true) {
    if (!talk) {
      this.chosen = null;
      this.drawChat();
      return true;
    }
    const oldest = talk.messages[0];
    const from = oldest ? this.rows.findIndex((one) => one.id === oldest.id) : 0;
    if (from < 0 && !all) return false;
    if (from < 0 || !this.rows.length) this.hasMore = talk.more;
    const before = from > 0 ? this.rows.slice(0, from) : [];
    annotate(talk.messages, before.at(-1));
    this.rows = [...before, ...talk.messages];
    this.conversation = talk.conversation;
    this.drawChat();
    return true;
  }

  async earlier() {
    if (this.asking || !this.hasMore || !this.rows.length) return;
    this.asking = true;
    const chosen = this.chosen;
    await attempt(async () => {
      const page = await get(`/conversations/${encodeURIComponent(chosen)}`, { before: this.rows[0].id, limit: 1000 });
      if (chosen !== this.chosen) return;
      annotate(page.messages);
      this.rows = [...page.messages, ...this.rows];
      this.hasMore = page.more;
      this.drawChat();
    });
    this.asking = false;
  }

  async choose(id) {
    if (this.chosen === id) return;
    this.chosen = id;
    this.rows = [];
    this.node.classList.add('chosen');
    this.drawList();
    await attempt(async () => this.merge(await get(`/conversations/${encodeURIComponent(id)}`, { limit: PAGE })));
    this.messages.toEnd();
  }

  drawList() {
    const wanted = this.filter.value.toLowerCase();
    this.list.set(this.all.filter((one) => `${one.name} ${one.id} ${one.kind}`.toLowerCase().includes(wanted)));
    const at = this.list.items.findIndex((one) => one.id === this.chosen);
    this.rooms.hidden = !this.list.items.length;
    this.quiet.hidden = !this.rooms.hidden;
    if (at >= 0) this.rooms.setAttribute('aria-activedescendant', `room-${at}`);
    else this.rooms.removeAttribute('aria-activedescendant');
    for (const [key, { node }] of this.list.drawn) node.id = `room-${this.list.items.findIndex((one) => one.id === key)}`;
  }

  room(one) {
    const unread = Math.max(0, ...one.people.map((person) => person.unread));
    const last = one.last ? `${one.last.name || one.last.sender || '·'}: ${one.last.recalled ? '(taken back)' : one.last.text || one.last.files[0]?.name || one.last.kind}` : `${several(one.people_count, 'person', 'people')}, nothing said`;
    return h('div', { class: 'room', 'aria-selected': String(one.id === this.chosen), onclick: () => this.choose(one.id) },
      avatar(one.id, one.name),
      h('span', { class: 'lines' },
        h('span', { class: 'line' }, h('b', {}, one.name), h('time', {}, clockTime(one.last_at).slice(0, 5))),
        h('span', { class: 'line' }, h('span', { class: 'dim cut' }, last), unread > 0 && h('span', { class: 'badge', title: 'the most that anybody has unread' }, String(unread)))));
  }

  drawChat() {
    const one = this.conversation;
    this.form.hidden = this.said.hidden = !this.chosen || !one;
    if (!this.chosen || !one) {
      fill(this.head, this.empty);
      this.messages.set([]);
      return;
    }
    const shown = JSON.stringify([one.id, one.name, one.people]);
    if (shown !== this.shownHead) {
      this.shownHead = shown;
      this.drawHead(one);
    }
    this.messages.set(this.rows);
  }

  drawHead(one) {
    const before = this.who.value;
    fill(this.who, one.people.map((person) => h('option', { value: person.id }, person.name || person.id)));
    if (one.people.some((person) => person.id === before)) this.who.value = before;
    fill(this.head,
      h('button', { type: 'button', class: 'quiet back', 'aria-label': 'Back to the conversations', onclick: () => this.node.classList.remove('chosen') }, '‹'),
      h('div', { class: 'titles' }, h('h2', {}, one.name), h('span', { class: 'dim cut' }, `${one.kind} · ${several(one.message_count, 'message', 'messages')} · ${one.id}`)),
      h('ul', { class: 'crew', 'aria-label': 'People' }, one.people.slice(0, 8).map((person) => h('li', { title: `${person.id}${person.note ? ` (${person.note})` : ''}` },
        avatar(person.id, person.name), h('span', {}, person.name || person.id), person.unread > 0 && h('span', { class: 'badge' }, String(person.unread)))),
      one.people_count > 8 && h('li', { class: 'dim' }, `+${one.people_count - 8}`)));
  }

  message(said) {
    const parent = said.parent && this.rows.find(({ id }) => id === said.parent);
    const marks = said.read_by.length ? `✓✓ read by ${said.read_by.join(', ')}` : said.delivered_to.length ? `✓✓ reached ${said.delivered_to.join(', ')}` : '';
    const from = said.name || said.sender || 'the platform';
    return h('div', { class: `said-row${said.leads ? ' leads' : ''}${said.sender ? '' : ' system'}` },
      said.begins && h('div', { class: 'daybreak' }, day(said.at)),
      h('div', { class: 'bubble-row' },
        said.leads ? avatar(said.sender, said.sender ? from : '·') : h('span', { class: 'avatar none' }),
        h('div', { class: 'bubble' },
          said.leads && h('div', { class: 'from' }, h('b', {}, from), said.sender && said.name && h('span', { class: 'dim' }, said.sender)),
          said.parent && h('div', { class: 'quote' }, parent ? `${parent.name || parent.sender}: ${parent.text}` : `reply to ${said.parent}`),
          said.recalled ? h('p', { class: 'dim' }, 'taken back') : said.text && h('p', {}, said.text),
          said.files.map((file) => this.file(file)),
          said.reactions.length > 0 && h('div', { class: 'reactions' }, said.reactions.map((one) => h('button', { type: 'button', title: `of ${one.people.join(', ')}; press to give it, or take it back`, onclick: () => this.react(said, one.key) }, `${one.key} ${one.people.length}`))),
          h('div', { class: 'foot dim' }, h('time', { title: new Date(said.at).toISOString() }, clockTime(said.at)), said.edited && h('span', {}, 'edited'),
            said.replies > 0 && h('span', {}, `${said.replies} ${said.replies === 1 ? 'reply' : 'replies'}`), !said.recalled && h('button', { type: 'button', class: 'quiet react', title: 'React as the person that is chosen below', onclick: () => this.react(said, this.emoji.value.trim()) }, 'React'), marks && h('span', { class: said.read_by.length ? 'read' : '' }, marks)))));
  }

  file(file) {
    const address = ownAddress(file.url);
    const told = `${file.name}${file.size ? ` · ${file.size.toLocaleString('en')} bytes` : ''}`;
    if (!address || !file.url) return h('span', { class: 'file' }, `📎 ${told}`);
    const picture = /^image\/(png|jpeg|gif|webp)$/.test(file.type) && h('img', { src: address, alt: file.name, loading: 'lazy', height: '120' });
    return h('a', { class: 'file', href: address, target: '_blank', rel: 'noopener noreferrer' }, picture, `📎 ${told}`);
  }

  key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.say();
  }

  act(verb, fields = {}) {
    return post(`/conversations/${encodeURIComponent(this.chosen)}/acts`, { user: this.who.value, verb, ...fields });
  }

  /** Give a reaction as the person that is chosen, or take it back. */
  react(said, reaction) {
    const given = said.reactions.find(({ key }) => key === reaction);
    const removes = given?.people.includes(this.who.value) ?? false;
    return attempt(async () => {
      await this.act('reacts', { message_id: said.id, reaction, ...(removes ? { removes } : {}) });
      await this.refresh();
    });
  }

  async say() {
    const text = this.text.value;
    if (!text.trim()) return;
    const done = await attempt(() => this.act('says', { text }));
    if (done === undefined) return;
    this.text.value = '';
    this.listedAt = -Infinity;
    await attempt(() => this.refresh());
    this.messages.toEnd();
  }
}
