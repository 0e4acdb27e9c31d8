// One conversation with any SDK of version 3, by callbacks: the oldest know no promises.
'use strict';
const { event, fetchPackage, serve } = require('../speak.cjs');

let sb;
const messages = new Map(); // by id, as the SDK gave them: it wants the very same back

/** What a method calls back with, once the server has answered. */
function once(call) {
  return new Promise((resolve, reject) => {
    call((found, error) => {
      const failed = [found, error].find((one) => one instanceof Error); // which comes first differs
      return failed ? reject(failed) : resolve(found);
    });
  });
}

function brief(found) {
  messages.set(found.messageId, found);
  return { id: found.messageId, text: found.message, sender: found.sender && found.sender.userId };
}

const group = (url) => once((done) => sb.GroupChannel.getChannel(url, done));

/** Parameters with a text, as the oldest take it: by nothing but their property. */
function params(text) {
  return Object.assign(new sb.UserMessageParams(), { message: text });
}

function listen() {
  const handler = new sb.ChannelHandler();
  handler.onMessageReceived = (channel, found) => event('message', brief(found));
  handler.onMessageUpdated = (channel, found) => event('updated', brief(found));
  handler.onMessageDeleted = (channel, id) => event('deleted', { id });
  handler.onReadReceiptUpdated = (channel) => event('read', { channel: channel.url });
  handler.onTypingStatusUpdated = (channel) => event('typing', { users: channel.getTypingMembers().map((one) => one.userId) });
  handler.onReactionUpdated = (channel, { messageId: id, key, userId: user }) => event('reaction', { id, key, user });
  handler.onUserLeft = (channel, user) => event('left', { user: user.userId });
  sb.addChannelHandler('all', handler);
}

serve({
  async connect({ sdk, app, user, api, ws }) {
    delete fetchPackage.cache[fetchPackage.resolve(sdk)]; // or there is one instance for the whole process
    sb = new (fetchPackage(sdk))({ appId: app });
    const { userId } = await once((done) => sb.connect(user, api, ws, done));
    listen();
    return userId;
  },
  forget() {
    sb.removeAllChannelHandlers();
    messages.clear();
    return new Promise((resolve) => sb.disconnect(resolve));
  },
  create: async ({ users, name }) => (await once((done) => sb.GroupChannel.createChannelWithUserIds(users, false, name, '', '', done))).url,
  async channels() {
    const query = Object.assign(sb.GroupChannel.createMyGroupChannelListQuery(), { includeEmpty: true });
    return (await once((done) => query.next(done))).map(({ url }) => url);
  },
  async say_text({ channel, text }) {
    const found = await group(channel);
    return brief(await once((done) => found.sendUserMessage(text, done)));
  },
  async say_params({ channel, text }) {
    const found = await group(channel);
    return brief(await once((done) => found.sendUserMessage(params(text), done)));
  },
  async edit({ channel, id, text }) {
    const found = await group(channel);
    return brief(await once((done) => found.updateUserMessage(id, params(text), done)));
  },
  async remove({ channel, id }) {
    const found = await group(channel);
    await once((done) => found.deleteMessage(messages.get(id), done));
  },
  async history({ channel }) {
    const found = await group(channel);
    return (await once((done) => found.createPreviousMessageListQuery().load(30, false, done))).map(brief);
  },
  async unread({ channel, id }) {
    const found = await group(channel);
    return found.getReadReceipt ? found.getReadReceipt(messages.get(id)) : found.getUnreadMemberCount(messages.get(id));
  },
  async read({ channel }) {
    (await group(channel)).markAsRead();
  },
  async type({ channel }) {
    (await group(channel)).startTyping();
  },
  async stop({ channel }) {
    (await group(channel)).endTyping();
  },
  async react({ channel, id, key }) {
    const found = await group(channel);
    await once((done) => found.addReaction(messages.get(id), key, done));
  },
  async leave({ channel }) {
    const found = await group(channel);
    await once((done) => found.leave(done));
  },
});
