// Any method of the SDK of version 4, of its channels and of their queries, by name; and what its handlers hear.
'use strict';
const { HEARD, brief, pages, plain, real } = require('../plain.cjs');
const { fetchPackage } = require('../speak.cjs');

module.exports = (it) => {
  /** What a call is on: the SDK itself, the user, a kind of channels, or one of them. */
  function target([kind, url]) {
    if (kind === 'sdk') return it.sb;
    if (kind === 'me') return it.sb.currentUser;
    const module = { groups: it.sb.groupChannel, group: it.sb.groupChannel, opens: it.sb.openChannel, open: it.sb.openChannel }[kind];
    if (!module) return it.messages.target(kind, url);
    return url ? module.getChannel(url) : module;
  }

  return {
    listen() {
      const heard = Object.fromEntries(HEARD.map((name) => [name, (...told) => it.event(name, told.map(brief))]));
      it.sb.groupChannel.addGroupChannelHandler('channels', new it.GroupChannelHandler(heard));
      it.sb.openChannel.addOpenChannelHandler('channels', new it.OpenChannelHandler(heard));
      it.sb.addUserEventHandler('channels', new it.UserEventHandler({
        onTotalUnreadMessageCountUpdated: (...told) => it.event('onTotalUnreadMessageCountUpdated', told),
      }));
    },
    verbs: {
      async call({ on, method, args, params }) {
        const file = (name, type, text) => new File([text], name, { type });
        const given = real([...args, ...(Object.keys(params).length ? [params] : [])], file);
        const found = await it.messages.call(await target(on), method, given);
        if (params.operatorFilter) found.operatorFilter = params.operatorFilter; // 4.22.12 forgets that one
        return method.endsWith('Query') ? pages(found) : plain(found);
      },
      see: async ({ on }) => plain(await target(on)),
      async quiet_days({ days, timezone }) {
        const { DndSchedule } = fetchPackage('@sendbird/chat');
        await it.sb.setWeeklyDoNotDisturb(new DndSchedule(days), timezone);
        return (await it.sb.getWeeklyDoNotDisturb()).dndSchedules.getDndSchedules();
      },
      /** A collection of the user's group channels, which hears by itself what happens to them. */
      async collect({ filter, ...params }) {
        const chosen = filter && Object.assign(new it.GroupChannelFilter(), filter);
        const collection = it.sb.groupChannel.createGroupChannelCollection({ ...params, ...(chosen && { filter: chosen }) });
        collection.setGroupChannelCollectionHandler(Object.fromEntries(
          ['onChannelsAdded', 'onChannelsUpdated', 'onChannelsDeleted'].map(
            (name) => [name, (context, channels) => it.event(name, [brief(channels)])],
          ),
        ));
        return brief(await collection.loadMore());
      },
    },
  };
};
