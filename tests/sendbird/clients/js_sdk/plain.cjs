// What an SDK gives, as plain values; what a test gives, as an SDK takes it.
'use strict';

const DEEP = 4;
// Messages by id (those never sent by request), channels by address and users by id, as the SDK gave them: it wants the
// very same back.
const known = new Map();
// What a test may listen for, in the words of version 4.
const HEARD = [
  'onUserMuted', 'onUserUnmuted', 'onUserBanned', 'onUserUnbanned', 'onChannelChanged', 'onChannelDeleted',
  'onChannelFrozen', 'onChannelUnfrozen', 'onOperatorUpdated', 'onMetaDataCreated', 'onMetaDataUpdated',
  'onMetaDataDeleted', 'onMetaCounterCreated', 'onMetaCounterUpdated', 'onMetaCounterDeleted', 'onUserJoined',
  'onUserLeft', 'onUserReceivedInvitation', 'onUserDeclinedInvitation', 'onChannelHidden', 'onUserEntered',
  'onUserExited',
];

// And what is told of messages.
const TOLD = [
  'onMessageReceived', 'onMessageUpdated', 'onMessageDeleted', 'onMentionReceived', 'onReactionUpdated', 'onThreadInfoUpdated',
  'onPinnedMessageUpdated', 'onUnreadMemberStatusUpdated', 'onUndeliveredMemberStatusUpdated', 'onUserMarkedRead',
  'onPollUpdated', 'onPollVoted', 'onPollDeleted',
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

/** What tells a message, a channel or a user from others. */
function nameOf(value) {
  if (value.userId && 'nickname' in value) return `user/${value.userId}`;
  return value.messageType ? value.messageId || value.reqId : value.channelType && value.url;
}

/** The facts of anything, without its functions. */
function plain(value, deep = DEEP) {
  if (value === undefined || value === null || typeof value === 'function') return null;
  if (typeof value !== 'object') return value;
  if (!deep) return null;
  if (Array.isArray(value)) return value.map((one) => plain(one, deep));
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, deep - 1)]));
  if (nameOf(value)) known.set(nameOf(value), value);
  const facts = names(value).map((name) => [name, value[name]]).filter(([, one]) => typeof one !== 'function');
  return Object.fromEntries(facts.map(([name, one]) => [name, plain(one, deep - 1)]));
}

/** Anything in a word: a channel by its address, a user and a message by the id. */
function brief(value) {
  if (Array.isArray(value)) return value.map(brief);
  if (value === null || typeof value !== 'object' || isPlain(value)) return plain(value);
  return value.userId ?? value.messageId ?? value.url ?? plain(value);
}

/** What a handler is told: a channel by its address, the rest with all facts. */
function facts(told) {
  return told.map((value) => (value && value.url && value.channelType && !value.messageType ? value.url : plain(value)));
}

/** What a collection of messages tells: where from, and the ids; a channel by its address. */
function collected(tell) {
  const messages = ['onMessagesAdded', 'onMessagesUpdated', 'onMessagesDeleted'].map((name) => [
    name, (context, channel, found) => tell(name, [context.source, found.map((one) => one.messageId ?? one)]),
  ]);
  return Object.fromEntries([...messages, ['onHugeGapDetected', () => tell('onHugeGapDetected', [])]]);
}

/** What the server answers a collection that begins. */
function begun(collection) {
  return new Promise((resolve, reject) => {
    collection.initialize('cache_and_replace_by_api')
      .onCacheResult(() => {})
      .onApiResult((error, messages) => (error ? reject(error) : resolve(messages)));
  });
}

/** All that a query has, page by page. */
async function pages(query, next = () => (query.next ? query.next() : query.load())) {
  const found = [];
  do found.push(plain(await next())); while (query.hasNext ?? query.hasMore);
  return found;
}

/** Things a test can only describe: `{"$file": [name, type, text]}`, and messages, channels and users it was given. */
function real(value, file) {
  if (Array.isArray(value)) return value.map((one) => real(one, file));
  if (value === null || typeof value !== 'object') return value;
  if (value.$file) return file(...value.$file);
  if (known.has(nameOf(value))) return known.get(nameOf(value));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, real(one, file)]));
}

module.exports = { HEARD, TOLD, begun, brief, collected, facts, known, pages, plain, real };
