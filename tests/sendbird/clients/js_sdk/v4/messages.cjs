// What channels.cjs leaves out for version 4: messages as they are sent, collections of them, and what handlers hear.
'use strict';
const { TOLD, begun, collected, facts, known, plain } = require('../plain.cjs');

// Outside a window the SDK asks a page of the public web whether there is a network, before it uploads a file.
const web = globalThis.fetch;
globalThis.fetch = (url, ...more) => (url === 'https://www.google.com' ? Promise.resolve() : web(url, ...more));

module.exports = (it) => {
  const collections = new Map();

  /** What the SDK has classes for, wherever it is: metaarrays, and how loud an alert is. */
  function made(value) {
    if (Array.isArray(value)) return value.map(made);
    if (!value || Object.getPrototypeOf(value) !== Object.prototype) return value;
    if (value.volume) return new it.AppleCriticalAlertOptions(value);
    if (value.key && Array.isArray(value.value)) return new it.MessageMetaArray(value);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, made(one)]));
  }

  return {
    target: (kind, id) => (kind === 'message' ? known.get(id) : it.sb[kind === 'polls' ? 'poll' : 'message']),
    /** What a method gives, once the server has answered. */
    call(owner, method, args) {
      const found = owner[method](...args.map(made));
      if (!found || typeof found.onSucceeded !== 'function') return found;
      return new Promise((resolve, reject) => {
        found.onSucceeded(resolve).onFailed((error, message) => {
          it.event('failed', plain(message));
          reject(error);
        });
      });
    },
    listen() {
      const heard = Object.fromEntries(TOLD.map((name) => [name, (...told) => it.event(name, facts(told))]));
      it.sb.groupChannel.addGroupChannelHandler('messages', new it.GroupChannelHandler(heard));
      it.sb.openChannel.addOpenChannelHandler('messages', new it.OpenChannelHandler(heard));
    },
    verbs: {
      /** A collection of a channel's messages, from a time on or from the newest. Gives what the server had. */
      async collect_messages({ channel, filter, startingPoint, ...params }) {
        const of = await it.sb.groupChannel.getChannel(channel);
        const collection = of.createMessageCollection({
          ...params, filter: new it.MessageFilter(filter ?? {}), startingPoint: startingPoint ?? Number.MAX_SAFE_INTEGER,
        });
        collections.set(channel, collection);
        collection.setMessageCollectionHandler(collected(it.event));
        return plain(await begun(collection));
      },
      /** What the collection of a channel holds. */
      collected: ({ channel }) => plain(collections.get(channel).succeededMessages),
      /** More of it: ``Previous`` or ``Next``. */
      collect_more: async ({ channel, where }) => plain(await collections.get(channel)[`load${where}`]()),
    },
  };
};
