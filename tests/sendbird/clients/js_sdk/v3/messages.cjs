// What channels.cjs leaves out for version 3: messages as they are sent, and what handlers hear of them.
'use strict';
const { TOLD, begun, collected, facts, known, plain } = require('../plain.cjs');

// Handlers that version 4 calls otherwise.
const FORMER = { onUnreadMemberStatusUpdated: 'onReadReceiptUpdated', onUndeliveredMemberStatusUpdated: 'onDeliveryReceiptUpdated' };
// The classes of what these methods take as their parameters.
const PARAMS = {
  sendUserMessage: 'UserMessageParams', updateUserMessage: 'UserMessageParams',
  sendFileMessage: 'FileMessageParams', updateFileMessage: 'FileMessageParams',
  getMessagesByTimestamp: 'MessageListParams', getMessagesByMessageId: 'MessageListParams',
  getMessageChangeLogsSinceTimestamp: 'MessageChangeLogsParams', getMessageChangeLogsSinceToken: 'MessageChangeLogsParams',
  getThreadedMessagesByTimestamp: 'ThreadedMessageListParams', getMessage: 'MessageRetrievalParams',
};
const NAMES = {
  messageTypeFilter: 'messageType', customTypesFilter: 'customTypes', senderUserIdsFilter: 'senderUserIds',
};
// Methods that have to be called back; the first two give at once what is not sent yet.
const CALL_BACK = [
  'sendUserMessage', 'sendFileMessage', 'copyUserMessage', 'copyFileMessage', 'updateUserMessage', 'updateFileMessage',
];

module.exports = (it) => {
  const collections = new Map();

  /** What the SDK has classes for, wherever it is: metaarrays, and how loud an alert is. */
  function made(value) {
    if (Array.isArray(value)) return value.map(made);
    if (value && value.volume) return Object.assign(new it.sb.AppleCriticalAlertOptions(), value);
    return value && value.key && Array.isArray(value.value) ? new it.sb.MessageMetaArray(value.key, value.value) : value;
  }

  function params(method, given) {
    const wanted = new it.sb[PARAMS[method]]();
    Object.entries(given).forEach(([name, value]) => { wanted[NAMES[name] ?? name] = made(value); });
    return [wanted];
  }

  return {
    target: (kind, id) => (kind === 'message' ? known.get(id) : it.sb.UserMessage),
    positions: Object.fromEntries(Object.keys(PARAMS).map((method) => [method, (on, given) => params(method, given)])),
    /** What a method gives, once the server has answered. */
    call(owner, method, args) {
      if (!CALL_BACK.includes(method)) return owner[method](...args.map(made));
      return new Promise((resolve, reject) => {
        owner[method](...args, (...told) => {
          const error = told.find((one) => one instanceof Error); // which comes first differs from one to the other
          const found = told.find((one) => one && one !== error);
          if (!error) return resolve(found);
          it.event('failed', plain(found));
          return reject(error);
        });
      });
    },
    listen() {
      const handler = new it.sb.ChannelHandler();
      TOLD.forEach((name) => { handler[FORMER[name] ?? name] = (...told) => it.event(name, facts(told)); });
      it.sb.addChannelHandler('messages', handler);
    },
    verbs: {
      async collect_messages({ channel, filter, startingPoint, limit }) {
        const of = await it.sb.GroupChannel.getChannel(channel);
        const wanted = new it.sb.MessageFilter();
        Object.entries(filter ?? {}).forEach(([name, value]) => { wanted[NAMES[name] ?? name] = value; });
        const collection = of.createMessageCollection()
          .setFilter(wanted).setStartingPoint(startingPoint ?? Number.MAX_SAFE_INTEGER).setLimit(limit ?? 50).build();
        collections.set(channel, collection);
        collection.setMessageCollectionHandler(collected(it.event));
        return plain(await begun(collection));
      },
      collected: ({ channel }) => plain(collections.get(channel).succeededMessages),
      collect_more: async ({ channel, where }) => plain(await collections.get(channel)[`load${where}`]()),
    },
  };
};
