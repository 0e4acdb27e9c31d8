// The JavaScript SDK of version 4.
'use strict';
const { known, plain: facts } = require('./plain.cjs');
const { event, fetchPackage, serve } = require('./speak.cjs');

fetchPackage('@sendbird/chat/node');
const { default: SendbirdChat, SessionHandler, ConnectionHandler, UserEventHandler } = fetchPackage('@sendbird/chat');
const { GroupChannelModule, GroupChannelHandler, GroupChannelFilter, MessageFilter } = fetchPackage('@sendbird/chat/groupChannel');
const { AppleCriticalAlertOptions, MessageMetaArray, MessageModule } = fetchPackage('@sendbird/chat/message');
const { FeedChannelModule, FeedChannelHandler } = fetchPackage('@sendbird/chat/feedChannel');
const { PollModule } = fetchPackage('@sendbird/chat/poll');
const { OpenChannelModule, OpenChannelHandler } = fetchPackage('@sendbird/chat/openChannel');
let sb;
let tokens = [];
const it = {
  AppleCriticalAlertOptions, event, FeedChannelHandler, GroupChannelFilter, GroupChannelHandler, MessageFilter, MessageMetaArray, OpenChannelHandler, UserEventHandler,
  get sb() { return sb; },
};
it.messages = require('./v4/messages.cjs')(it);
const channels = require('./v4/channels.cjs')(it);
const feeds = require('./v4/feeds.cjs')(it);

function message(found) {
  return {
    id: found.messageId, text: found.message, url: found.url, sender: found.sender && found.sender.userId,
    channel: found.channelUrl, type: found.messageType, at: found.createdAt, updated: found.updatedAt,
  };
}

function group(url) {
  return sb.groupChannel.getChannel(url);
}

/** A message that is sent, once the server has answered. */
function sent(request) {
  return new Promise((resolve, reject) => {
    request.onSucceeded((found) => resolve(message(found))).onFailed(reject);
  });
}

function listen() {
  const both = {
    onMessageReceived: (channel, found) => event('message', message(found)),
    onMessageUpdated: (channel, found) => event('updated', message(found)),
    onMessageDeleted: (channel, id) => event('deleted', { id }),
    onChannelChanged: (channel) => event('changed', { channel: channel.url, name: channel.name }),
    onChannelDeleted: (url) => event('channel_deleted', { channel: url }),
    onChannelFrozen: (channel) => event('frozen', { channel: channel.url }),
    onUserMuted: (channel, user) => event('muted', { user: user.userId }),
    onUserBanned: (channel, user) => event('banned', { user: user.userId }),
    onMetaDataCreated: (channel, data) => event('metadata', data),
    onReactionUpdated: (channel, reaction) => event('reaction', { id: reaction.messageId, key: reaction.key }),
  };
  sb.groupChannel.addGroupChannelHandler('all', new GroupChannelHandler({
    ...both,
    onUnreadMemberStatusUpdated: (channel) => event('read', { channel: channel.url }),
    onUndeliveredMemberStatusUpdated: (channel) => event('delivered', { channel: channel.url }),
    onTypingStatusUpdated: (channel) => event('typing', { users: channel.getTypingUsers().map((m) => m.userId) }),
    onUserJoined: (channel, user) => event('joined', { user: user.userId }),
    onUserLeft: (channel, user) => event('left', { user: user.userId }),
  }));
  sb.openChannel.addOpenChannelHandler('all', new OpenChannelHandler({
    ...both,
    onUserEntered: (channel, user) => event('entered', { user: user.userId }),
    onUserExited: (channel, user) => event('exited', { user: user.userId }),
  }));
  sb.addUserEventHandler('all', new UserEventHandler({
    onFriendsDiscovered: (...told) => event('onFriendsDiscovered', told.map((one) => facts(one))),
    onTotalUnreadMessageCountChanged: (count) => event('total', { total: count.groupChannelCount }),
  }));
  channels.listen();
  it.messages.listen();
  feeds.listen();
}

function listenToConnection() {
  sb.addConnectionHandler('all', new ConnectionHandler({
    onReconnectSucceeded: () => event('reconnected', {}),
    onReconnectFailed: () => event('reconnect_failed', {}),
    onConnectionDelayed: (seconds) => event('delayed', { seconds }),
    onConnected: () => event('connected', {}),
  }));
}

function refreshing() {
  sb.setSessionHandler(new SessionHandler({
    onSessionTokenRequired: (success) => {
      event('token_required', {});
      success(tokens.shift() ?? null);
    },
    onSessionRefreshed: () => event('refreshed', {}),
    onSessionClosed: () => event('closed', {}),
    onSessionError: (error) => event('session_error', { code: error.code }),
    onSessionExpired: () => event('expired', {}),
  }));
}

serve({
  ...channels.verbs,
  ...it.messages.verbs,
  ...feeds.verbs,
  async connect({ app, user, token, api, ws, fresh }) {
    sb = SendbirdChat.init({
      appId: app, modules: [new GroupChannelModule(), new OpenChannelModule(), new MessageModule(), new PollModule(), new FeedChannelModule()], localCacheEnabled: false,
      customApiHost: api, customWebSocketHost: ws, newInstance: true,
    });
    if (fresh) {
      tokens = fresh;
      refreshing();
    }
    listenToConnection();
    const found = await sb.connect(user, token);
    listen();
    return { user: found.userId, nickname: found.nickname };
  },
  disconnect: () => sb.disconnect(),
  forget() {
    sb.groupChannel.removeAllGroupChannelHandlers();
    sb.openChannel.removeAllOpenChannelHandlers();
    feeds.forget();
    sb.removeAllConnectionHandler();
    sb.removeAllUserEventHandler();
    known.clear();
    return sb.disconnect();
  },
  async create({ users, name }) {
    const channel = await sb.groupChannel.createChannel({ invitedUserIds: users, name });
    return { channel: channel.url, members: channel.members.map((m) => m.userId) };
  },
  async channel({ channel }) {
    const found = await group(channel);
    return { name: found.name, unread: found.unreadMessageCount, members: found.memberCount, mine: found.myMemberState };
  },
  async channels() {
    return (await sb.groupChannel.createMyGroupChannelListQuery().next()).map((channel) => channel.url);
  },
  async say({ channel, text }) {
    return sent((await group(channel)).sendUserMessage({ message: text }));
  },
  async edit({ channel, id, text }) {
    return message(await (await group(channel)).updateUserMessage(id, { message: text }));
  },
  async remove({ channel, id }) {
    const found = await group(channel);
    const messages = await found.createPreviousMessageListQuery().load();
    await found.deleteMessage(messages.find((m) => m.messageId === id));
  },
  async history({ channel }) {
    return (await (await group(channel)).createPreviousMessageListQuery().load()).map(message);
  },
  async read({ channel }) {
    await (await group(channel)).markAsRead();
  },
  async types({ channel }) {
    await (await group(channel)).startTyping();
  },
  async unread() {
    return (await sb.groupChannel.getTotalUnreadMessageCount());
  },
  async receipts({ channel, id }) {
    const found = await group(channel);
    const one = (await found.createPreviousMessageListQuery().load()).find((m) => m.messageId === id);
    return { unread: found.getUnreadMemberCount(one), undelivered: found.getUndeliveredMemberCount(one) };
  },
  async leave({ channel }) {
    await (await group(channel)).leave();
  },
  async enter({ channel }) {
    const found = await sb.openChannel.getChannel(channel);
    await found.enter();
    return { participants: found.participantCount };
  },
  async call_out({ channel, text }) {
    return sent((await sb.openChannel.getChannel(channel)).sendUserMessage({ message: text }));
  },
});
