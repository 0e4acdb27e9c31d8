// What an SDK gives, as plain values; what a test gives, as an SDK takes it.
'use strict';

const DEEP = 4;
// What a test may listen for, in the words of version 4.
const HEARD = [
  'onUserMuted', 'onUserUnmuted', 'onUserBanned', 'onUserUnbanned', 'onChannelChanged', 'onChannelDeleted',
  'onChannelFrozen', 'onChannelUnfrozen', 'onOperatorUpdated', 'onMetaDataCreated', 'onMetaDataUpdated',
  'onMetaDataDeleted', 'onMetaCounterCreated', 'onMetaCounterUpdated', 'onMetaCounterDeleted', 'onUserJoined',
  'onUserLeft', 'onUserReceivedInvitation', 'onUserDeclinedInvitation', 'onChannelHidden', 'onUserEntered',
  'onUserExited',
];

function isPlain(value) {
  return [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

/** Names of all properties, those of the class too; what begins with an underscore is the SDK's own. */
function names(value) {
  const found = new Set();
  for (let at = value; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    Object.getOwnPropertyNames(at).forEach((name) => found.add(name));
  }
  return [...found].filter((name) => !name.startsWith('_'));
}

/** The facts of anything, without its functions. */
function plain(value, deep = DEEP) {
  if (value === undefined || value === null || typeof value === 'function') return null;
  if (typeof value !== 'object') return value;
  if (!deep) return null;
  if (Array.isArray(value)) return value.map((one) => plain(one, deep));
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, deep - 1)]));
  const facts = names(value).map((name) => [name, value[name]]).filter(([, one]) => typeof one !== 'function');
  return Object.fromEntries(facts.map(([name, one]) => [name, plain(one, deep - 1)]));
}

/** Anything in a word: a channel by its address, a user and a message by the id. */
function brief(value) {
  if (Array.isArray(value)) return value.map(brief);
  if (value === null || typeof value !== 'object' || isPlain(value)) return plain(value);
  return value.userId ?? value.messageId ?? value.url ?? plain(value);
}

/** All that a query has, page by page. */
async function pages(query, next = () => query.next()) {
  const found = [];
  do found.push(plain(await next())); while (query.hasNext);
  return found;
}

/** Things a test can only describe: `{"$file": [name, type, text]}`. */
function real(value, file) {
  if (Array.isArray(value)) return value.map((one) => real(one, file));
  if (value === null || typeof value !== 'object') return value;
  if (value.$file) return file(...value.$file);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, real(one, file)]));
}

module.exports = { HEARD, brief, pages, plain, real };
