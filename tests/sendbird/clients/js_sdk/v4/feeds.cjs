// Feed channels: what the module feedChannel does, and what its handlers hear.
'use strict';
const { begun } = require('../plain.cjs');

function notification(found) {
  return {
    id: found.notificationId, status: found.messageStatus, priority: found.priority, data: found.notificationData,
    type: found.channelType, text: found.message,
  };
}

function channel(found) {
  return {
    url: found.url, name: found.name, unread: found.unreadMessageCount, last: found.lastMessage && notification(found.lastMessage),
    categories: found.notificationCategories.map(({ customType, name, isDefault }) => ({ customType, name, isDefault })),
    filtered: found.isCategoryFilterEnabled, labelled: found.isTemplateLabelEnabled, state: found.myMemberState,
  };
}

module.exports = (it) => {
  let collection;
  const one = (url) => it.sb.feedChannel.getChannel(url);
  const named = (ids) => collection.succeededMessages.filter(({ notificationId }) => ids.includes(notificationId));

  return {
    listen() {
      it.sb.feedChannel.addFeedChannelHandler('all', new it.FeedChannelHandler({
        onMessageReceived: (of, found) => it.event('notification', { channel: of.url, ...notification(found) }),
        onChannelChanged: (of) => it.event('feed_changed', { channel: of.url, unread: of.unreadMessageCount }),
      }));
    },
    forget: () => it.sb.feedChannel.removeAllFeedChannelHandlers(),
    verbs: {
      feed_info: () => ({ ...it.sb.appInfo.notificationInfo }),
      feeds: async ({ empty }) => (await it.sb.feedChannel.createMyFeedChannelListQuery({ includeEmpty: empty }).next()).map(channel),
      feed: async ({ url }) => channel(await one(url)),
      async feed_changes({ since, token }) {
        const found = token
          ? await it.sb.feedChannel.getMyFeedChannelChangeLogsByToken(token)
          : await it.sb.feedChannel.getMyFeedChannelChangeLogsByTimestamp(since);
        return { updated: found.updatedChannels.map(channel), token: found.token };
      },
      async notifications({ url }) {
        collection = (await one(url)).createNotificationCollection({ startingPoint: Number.MAX_SAFE_INTEGER });
        const found = await begun(collection);
        return { found: found.map(notification), held: collection.succeededMessages.map(notification) };
      },
      async read_notifications({ url, ids }) {
        await (await one(url)).markAsRead(ids && named(ids));
      },
      unread_notifications: () => it.sb.feedChannel.getTotalUnreadNotificationCount(),
      async log({ url, kind, topic, ids }) {
        const of = await one(url);
        return topic ? of.logCustom(topic, named(ids)) : of[kind](named(ids));
      },
      async feed_templates({ token, ...params }) {
        const found = await it.sb.feedChannel.getNotificationTemplateListByToken(token, params);
        return { ...JSON.parse(found.notificationTemplateList.jsonString), token: found.token, more: found.hasMore };
      },
      feed_template: async ({ key }) => JSON.parse((await it.sb.feedChannel.getNotificationTemplate(key)).jsonString),
      feed_settings: async () => JSON.parse((await it.sb.feedChannel.getGlobalNotificationChannelSetting()).jsonString),
    },
  };
};
