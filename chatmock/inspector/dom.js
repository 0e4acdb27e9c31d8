// Nodes, made of names and texts: nothing a user wrote is ever read as HTML.

/** A node with attributes, listeners (`onclick`) and children; texts become text. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') node.className = value;
    else if (name === 'value') node.value = value;
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(2).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

/** Have a node hold just these children. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(2).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

const pad = (number, length = 2) => String(number).padStart(length, '0');

/** The time of day of milliseconds, in UTC as everywhere in chatmock. */
export function clockTime(at, precise = false) {
  const date = new Date(at);
  const time = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
  return precise ? `${time}.${pad(date.getUTCMilliseconds(), 3)}` : time;
}

export const day = (at) => new Date(at).toISOString().slice(0, 10);

/** The address of a file, where it is one of this server and may be followed; else nothing. */
export function ownAddress(text) {
  try {
    const url = new URL(text, location.origin);
    return url.origin === location.origin && !url.pathname.startsWith('/_chatmock') ? url.href : '';
  } catch {
    return '';
  }
}

/** A hue for whoever has an id, always the same. */
export function hue(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)) % 360;
  return sum;
}

export function avatar(id, name) {
  const first = [...(name || id || '·')][0].toUpperCase();
  const node = h('span', { class: 'avatar', 'aria-hidden': 'true' }, first);
  node.style.setProperty('--hue', hue(id));
  return node;
}

let hiding;
/** Say something in a corner for a while. */
export function say(text, wrong = false) {
  const place = document.getElementById('said');
  place.textContent = text;
  place.classList.toggle('wrong', wrong);
  place.classList.add('shown');
  clearTimeout(hiding);
  hiding = setTimeout(() => place.classList.remove('shown'), wrong ? 8000 : 2500);
}

/** Do something, and say what went wrong where it could not be done. */
export async function attempt(work, done = '') {
  try {
    const result = await work();
    if (done) say(done);
    return result;
  } catch (reason) {
    say(reason.message, true);
    return undefined;
  }
}

export async function copy(text) {
  await navigator.clipboard.writeText(text);
  say('copied');
}

/** Give a text to keep as a file. */
export function save(name, text, type = 'application/json') {
  const address = URL.createObjectURL(new Blob([text], { type }));
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** A number of things, in words. */
export const several = (number, one, many) => `${number} ${number === 1 ? one : many}`;
