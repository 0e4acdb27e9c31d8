// The JavaScript SDK of version 3.
'use strict';
const { known, plain: facts } = require('./plain.cjs');
const { event, fetchPackage, serve } = require('./speak.cjs');

let sb;
let tokens = [];
const it = { event, get sb() { return sb; } };
it.messages = require('./v3/messages.cjs')(it);
const channels = require('./v3/channels.cjs')(it);

/** A callback of the SDK, and the promise of what it is called with. */
function once(call) {
  return new Promise((resolve, reject) => {
    call((result, error) => (error ? reject(error) : resolve(result)));
  });
}


function message(found) {
  return {
    id: found.messageId, text: found.message, url: found.url, sender: found.sender && found.sender.userId,
    channel: found.channelUrl, type: found.messageType, at: found.createdAt, updated: found.updatedAt,
  };
}

function group(url) {
  return once((done) => sb.GroupChannel.getChannel(url, done));
}

function listen() {
  const handler = new sb.ChannelHandler();
  handler.onMessageReceived = (channel, found) => event('message', message(found));
  handler.onMessageUpdated = (channel, found) => event('updated', message(found));
  handler.onMessageDeleted = (channel, id) => event('deleted', { id });
  handler.onReadReceiptUpdated = (channel) => event('read', { channel: channel.url });
  handler.onDeliveryReceiptUpdated = (channel) => event('delivered', { channel: channel.url });
  handler.onTypingStatusUpdated = (channel) => event('typing', { users: channel.getTypingMembers().map((m) => m.userId) });
  handler.onUserJoined = (channel, user) => event('joined', { user: user.userId });
  handler.onUserLeft = (channel, user) => event('left', { user: user.userId });
  handler.onUserEntered = (channel, user) => event('entered', { user: user.userId });
  handler.onUserExited = (channel, user) => event('exited', { user: user.userId });
  handler.onChannelChanged = (channel) => event('changed', { channel: channel.url, name: channel.name });
  handler.onChannelDeleted = (url) => event('channel_deleted', { channel: url });
  handler.onChannelFrozen = (channel) => event('frozen', { channel: channel.url });
  handler.onUserMuted = (channel, user) => event('muted', { user: user.userId });
  handler.onUserBanned = (channel, user) => event('banned', { user: user.userId });
  handler.onMetaDataCreated = (channel, data) => event('metadata', data);
  handler.onReactionUpdated = (channel, reaction) => event('reaction', { id: reaction.messageId, key: reaction.key });
  sb.addChannelHandler('all', handler);
  const users = new sb.UserEventHandler();
  users.onFriendsDiscovered = (...told) => event('onFriendsDiscovered', told.map((one) => facts(one)));
  users.onTotalUnreadMessageCountUpdated = (total) => event('total', { total });
  sb.addUserEventHandler('all', users);
  const connection = new sb.ConnectionHandler();
  connection.onReconnectSucceeded = () => event('reconnected', {});
  connection.onReconnectFailed = () => event('reconnect_failed', {});
  sb.addConnectionHandler('all', connection);
  channels.listen();
  it.messages.listen();
}

function refreshing() {
  const handler = new sb.SessionHandler();
  handler.onSessionTokenRequired = (success) => {
    event('token_required', {});
    success(tokens.shift() ?? null);
  };
  handler.onSessionRefreshed = () => event('refreshed', {});
  handler.onSessionClosed = () => event('closed', {});
  handler.onSessionError = (error) => event('session_error', { code: error.code });
  sb.setSessionHandler(handler);
}

serve({
  ...channels.verbs,
  ...it.messages.verbs,
  async connect({ app, user, token, api, ws, fresh, cache }) {
    delete fetchPackage.cache[fetchPackage.resolve('sendbird')]; // or there is one instance for the whole process
    sb = new (fetchPackage('sendbird'))({ appId: app, localCacheEnabled: Boolean(cache) });
    if (cache) sb.useMemoryAsDatabaseForDebugging();
    if (fresh) {
      tokens = fresh;
      refreshing();
    }
    const found = await once((done) => (token ? sb.connect(user, token, api, ws, done) : sb.connect(user, api, ws, done)));
    listen();
    return { user: found.userId, nickname: found.nickname };
  },
  disconnect: () => new Promise((resolve) => sb.disconnect(resolve)),
  /** Be nobody's any more, so that the process can serve the next test. */
  forget() {
    sb.removeAllChannelHandlers();
    sb.removeAllConnectionHandlers();
    sb.removeAllUserEventHandler();
    known.clear();
    return new Promise((resolve) => sb.disconnect(resolve));
  },
  async create({ users, name }) {
    const channel = await once((done) => sb.GroupChannel.createChannelWithUserIds(users, false, name, '', '', done));
    return { channel: channel.url, members: channel.members.map((m) => m.userId) };
  },
  async channel({ channel }) {
    const found = await group(channel);
    return { name: found.name, unread: found.unreadMessageCount, members: found.memberCount, mine: found.myMemberState };
  },
  async channels() {
    const found = await once((done) => sb.GroupChannel.createMyGroupChannelListQuery().next(done));
    return found.map((channel) => channel.url);
  },
  async say({ channel, text }) {
    const found = await group(channel);
    const params = new sb.UserMessageParams();
    params.message = text;
    return message(await once((done) => found.sendUserMessage(params, done)));
  },
  async edit({ channel, id, text }) {
    const found = await group(channel);
    const params = new sb.UserMessageParams();
    params.message = text;
    return message(await once((done) => found.updateUserMessage(id, params, done)));
  },
  async remove({ channel, id }) {
    const found = await group(channel);
    const query = found.createPreviousMessageListQuery();
    const messages = await once((done) => query.load(done));
    await once((done) => found.deleteMessage(messages.find((m) => m.messageId === id), (r, e) => done(r, e && e.code ? e : null)));
  },
  async history({ channel }) {
    const found = await group(channel);
    return (await once((done) => found.createPreviousMessageListQuery().load(done))).map(message);
  },
  async read({ channel }) {
    await (await group(channel)).markAsRead();
  },
  async types({ channel }) {
    (await group(channel)).startTyping();
  },
  async unread() {
    return once((done) => sb.getTotalUnreadMessageCount(done));
  },
  async receipts({ channel, id }) {
    const found = await group(channel);
    const messages = await once((done) => found.createPreviousMessageListQuery().load(done));
    const one = messages.find((m) => m.messageId === id);
    return { unread: found.getUnreadMemberCount(one), undelivered: found.getUndeliveredMemberCount(one) };
  },
  async leave({ channel }) {
    const found = await group(channel);
    await once((done) => found.leave((r, e) => done(r, e && e.code ? e : null)));
  },
  async enter({ channel }) {
    const found = await once((done) => sb.OpenChannel.getChannel(channel, done));
    await once((done) => found.enter((r, e) => done(r, e && e.code ? e : null)));
    return { participants: found.participantCount };
  },
  async call_out({ channel, text }) {
    const found = await once((done) => sb.OpenChannel.getChannel(channel, done));
    const params = new sb.UserMessageParams();
    params.message = text;
    return message(await once((done) => found.sendUserMessage(params, done)));
  },
});
