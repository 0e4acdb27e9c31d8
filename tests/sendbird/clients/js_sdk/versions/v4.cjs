// The same conversation with any SDK of version 4.
'use strict';
const { event, fetchPackage, serve } = require('../speak.cjs');

// Before 4.13 the SDK is for browsers only; in Node it needs theirs.
if (typeof WebSocket === 'undefined') globalThis.WebSocket = fetchPackage('ws');

let sb;
const messages = new Map();

function brief(found) {
  messages.set(found.messageId, found);
  return { id: found.messageId, text: found.message, sender: found.sender && found.sender.userId };
}

const group = (url) => sb.groupChannel.getChannel(url);

/** A message that is sent, once the server has answered. */
function sent(request) {
  return new Promise((resolve, reject) => {
    request.onSucceeded((found) => resolve(brief(found))).onFailed(reject);
  });
}

function listen(GroupChannelHandler) {
  sb.groupChannel.addGroupChannelHandler('all', new GroupChannelHandler({
    onMessageReceived: (channel, found) => event('message', brief(found)),
    onMessageUpdated: (channel, found) => event('updated', brief(found)),
    onMessageDeleted: (channel, id) => event('deleted', { id }),
    onUnreadMemberStatusUpdated: (channel) => event('read', { channel: channel.url }),
    onTypingStatusUpdated: (channel) => event('typing', { users: channel.getTypingUsers().map((one) => one.userId) }),
    onReactionUpdated: (channel, { messageId: id, key, userId: user }) => event('reaction', { id, key, user }),
    onUserLeft: (channel, user) => event('left', { user: user.userId }),
  }));
}

serve({
  async connect({ sdk, app, user, api, ws }) {
    const { default: SendbirdChat } = fetchPackage(sdk);
    const { GroupChannelModule, GroupChannelHandler } = fetchPackage(`${sdk}/groupChannel`);
    sb = SendbirdChat.init({
      appId: app, modules: [new GroupChannelModule()], localCacheEnabled: false, customApiHost: api, customWebSocketHost: ws, newInstance: true,
    });
    const { userId } = await sb.connect(user);
    listen(GroupChannelHandler);
    return userId;
  },
  forget() {
    sb.groupChannel.removeAllGroupChannelHandlers();
    messages.clear();
    return sb.disconnect();
  },
  create: async ({ users, name }) => (await sb.groupChannel.createChannel({ invitedUserIds: users, name })).url,
  channels: async () => (await sb.groupChannel.createMyGroupChannelListQuery({ includeEmpty: true }).next()).map(({ url }) => url),
  say_text: async ({ channel, text }) => sent((await group(channel)).sendUserMessage(text)),
  say_params: async ({ channel, text }) => sent((await group(channel)).sendUserMessage({ message: text })),
  edit: async ({ channel, id, text }) => brief(await (await group(channel)).updateUserMessage(id, { message: text })),
  async remove({ channel, id }) {
    await (await group(channel)).deleteMessage(messages.get(id));
  },
  history: async ({ channel }) => (await (await group(channel)).createPreviousMessageListQuery().load()).map(brief),
  unread: async ({ channel, id }) => (await group(channel)).getUnreadMemberCount(messages.get(id)),
  async read({ channel }) {
    await (await group(channel)).markAsRead();
  },
  async type({ channel }) {
    await (await group(channel)).startTyping();
  },
  async stop({ channel }) {
    await (await group(channel)).endTyping();
  },
  async react({ channel, id, key }) {
    await (await group(channel)).addReaction(messages.get(id), key);
  },
  async leave({ channel }) {
    await (await group(channel)).leave();
  },
});
