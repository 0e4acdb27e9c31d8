// A list that draws the rows which are in sight, however many there are.
import { h } from './dom.js';

const SPARE = 400; // pixels above and below that are drawn, too

export class VirtualList {
  /** `key` tells a row from others, `sign` what its look depends on, `render` makes it; `reach` is told of the upper end. */
  constructor(host, { key, sign, render, estimate = 28, sticks = false, role = 'listitem', reach = null }) {
    Object.assign(this, { host, key, sign, render, estimate, sticks, role, reach });
    this.items = [];
    this.offsets = new Float64Array(1);
    this.heights = new Map();
    this.drawn = new Map();
    this.space = host.appendChild(h('div', { class: 'space', role: 'presentation' }));
    host.addEventListener('scroll', () => this.paint(), { passive: true });
    new ResizeObserver(() => this.resized()).observe(host);
  }

  get atEnd() {
    return this.host.scrollTop + this.host.clientHeight >= this.host.scrollHeight - 40;
  }

  /** Show other rows; what is in sight stays where it is, and the end stays in sight where the list sticks to it. */
  set(items) {
    const atEnd = this.sticks && this.atEnd;
    const anchor = this.items[this.first()];
    const above = anchor ? this.host.scrollTop - this.offsets[this.first()] : 0;
    this.items = items;
    this.layout();
    if (atEnd) this.host.scrollTop = this.host.scrollHeight;
    else if (anchor) {
      const name = this.key(anchor);
      const at = items.findIndex((item) => this.key(item) === name);
      if (at >= 0) this.host.scrollTop = this.offsets[at] + above;
    }
    this.paint();
    if (atEnd) this.toEnd();
  }

  toEnd() {
    for (let turn = 0; turn < 3; turn += 1) {
      this.host.scrollTop = this.host.scrollHeight;
      this.paint();
      if (this.atEnd) return;
    }
  }

  /** Have a row in sight. */
  show(index) {
    const top = this.offsets[index];
    const end = this.offsets[index + 1];
    if (top < this.host.scrollTop) this.host.scrollTop = top;
    else if (end > this.host.scrollTop + this.host.clientHeight) this.host.scrollTop = end - this.host.clientHeight;
    this.paint();
  }

  resized() {
    const atEnd = this.sticks && this.wasAtEnd;
    if (this.width !== this.host.clientWidth) {
      this.width = this.host.clientWidth;
      this.heights.clear();
      this.layout();
    }
    this.paint();
    if (atEnd) this.toEnd();
  }

  layout() {
    const { items, heights } = this;
    if (heights.size > 4 * items.length + 1000) heights.clear();
    this.offsets = new Float64Array(items.length + 1);
    for (let index = 0; index < items.length; index += 1) {
      this.offsets[index + 1] = this.offsets[index] + (heights.get(this.key(items[index])) ?? this.estimate);
    }
    this.space.style.height = `${this.offsets[items.length]}px`;
  }

  /** The row at the upper edge. */
  first(edge = this.host.scrollTop) {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.offsets[middle + 1] <= edge) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  paint() {
    const { host, items } = this;
    if (!host.clientHeight) return;
    for (let turn = 0; turn < 4 && this.draw(); turn += 1) this.layout();
    this.wasAtEnd = this.atEnd;
    if (this.reach && items.length && host.scrollTop < SPARE) this.reach();
  }

  /** Draw what is in sight; whether a row is higher or lower than was thought. */
  draw() {
    const { host, items, drawn } = this;
    const from = this.first(host.scrollTop - SPARE);
    const end = host.scrollTop + host.clientHeight + SPARE;
    const wanted = new Set();
    for (let index = from; index < items.length && this.offsets[index] < end; index += 1) {
      const item = items[index];
      const name = this.key(item);
      const sign = this.sign(item);
      wanted.add(name);
      let row = drawn.get(name);
      if (!row || row.sign !== sign) {
        row?.node.remove();
        const node = this.render(item);
        node.classList.add('row');
        node.setAttribute('role', this.role);
        row = { node, sign };
        drawn.set(name, row);
        this.heights.delete(name);
        this.space.append(node);
      }
      if (row.index !== index || row.of !== items.length) {
        Object.assign(row, { index, of: items.length });
        row.node.setAttribute('aria-posinset', index + 1);
        row.node.setAttribute('aria-setsize', items.length);
      }
      const top = `translateY(${this.offsets[index]}px)`;
      if (row.node.style.transform !== top) row.node.style.transform = top;
    }
    for (const [name, { node }] of drawn) {
      if (!wanted.has(name)) {
        node.remove();
        drawn.delete(name);
      }
    }
    let moved = false;
    for (const [name, { node, index }] of drawn) {
      if (this.heights.has(name)) continue; // it was measured, and has not changed since
      const height = node.offsetHeight;
      if (height && height !== this.offsets[index + 1] - this.offsets[index]) moved = true;
      if (height) this.heights.set(name, height);
    }
    return moved;
  }
}

/** Arrows, Home, End and Enter choose among the rows of a list box. */
export function chooseByKeys(list, chosen, choose) {
  list.host.addEventListener('keydown', (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
    if (!(event.key in steps) || !list.items.length) return;
    event.preventDefault();
    const at = list.items.findIndex((item) => list.key(item) === chosen());
    const next = Math.min(list.items.length - 1, Math.max(0, (at < 0 ? 0 : at) + steps[event.key]));
    choose(list.items[next]);
    list.show(next);
  });
}
