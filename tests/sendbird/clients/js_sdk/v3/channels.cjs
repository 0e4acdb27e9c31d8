// The same as for version 4, with that version's names and parameters, as version 3 has them.
'use strict';
const { HEARD, brief, pages, plain, real } = require('../plain.cjs');

const FILTERS = { myMemberStateFilter: 'memberStateFilter', nicknameStartsWithFilter: 'nicknameStartWithFilter' };

module.exports = (it) => {
  function target([kind, url]) {
    if (kind === 'sdk') return it.sb;
    if (kind === 'me') return it.sb.currentUser;
    const channels = { groups: it.sb.GroupChannel, group: it.sb.GroupChannel, opens: it.sb.OpenChannel, open: it.sb.OpenChannel }[kind];
    if (!channels) return it.messages.target(kind, url);
    return url ? channels.getChannel(url) : channels;
  }

  /** Parameters as the object version 3 wants. */
  function channelParams(kind, { invitedUserIds, ...more }) {
    const params = new it.sb[kind.startsWith('group') ? 'GroupChannelParams' : 'OpenChannelParams']();
    if (invitedUserIds) params.addUserIds(invitedUserIds);
    return Object.assign(params, more);
  }

  /** What version 4 takes by name, in the order of version 3. */
  const positions = {
    ...it.messages.positions,
    hide: (on, p) => [p.hidePreviousMessages ?? false, p.allowAutoUnhide ?? true],
    createChannel: ([kind], p) => [channelParams(kind, p)],
    createDistinctChannelIfNotExist: ([kind], p) => [channelParams(kind, p)],
    updateChannel: ([kind], p) => [channelParams(kind, p)],
    getMyGroupChannelChangeLogsByTimestamp: (on, p) => [Object.assign(new it.sb.GroupChannelChangeLogsParams(), p)],
    getMyGroupChannelChangeLogsByToken: (on, p) => [Object.assign(new it.sb.GroupChannelChangeLogsParams(), p)],
    // a channel's own function of the name spoils what it is given, the SDK's does not
    getTotalUnreadMessageCount: (on, p) => [Object.assign(new it.sb.GroupChannelTotalUnreadMessageCountParams(), p)],
    getGroupChannelCount: (on, p) => [p.myMemberStateFilter],
    getUnreadItemCount: (on, p) => [p.keys],
    updateCurrentUserInfo: (on, p) => [p.nickname ?? null, p.profileUrl ?? null],
    updateCurrentUserInfoWithProfileImage: (on, p) => [p.nickname ?? null, p.profileImage],
  };

  function filtered(query, { userIdsFilter: users, searchFilter: search, ...more }) {
    if (search) query.setSearchFilter(search.fields, search.query);
    if (Array.isArray(users)) query.userIdsFilter = users;
    else if (users) {
      query[users.includeMode ? 'userIdsIncludeFilter' : 'userIdsExactFilter'] = users.userIds;
      if (users.queryType) query.userIdsIncludeFilterQueryType = users.queryType;
    }
    Object.entries(more).forEach(([name, value]) => { query[name in query ? name : FILTERS[name] ?? name] = value; });
    return query;
  }

  return {
    listen() {
      const handler = new it.sb.ChannelHandler();
      HEARD.forEach((name) => {
        handler[name.replace('Counter', 'Counters')] = (...told) => it.event(name, told.map(brief));
      });
      it.sb.addChannelHandler('channels', handler);
      const users = new it.sb.UserEventHandler();
      users.onTotalUnreadMessageCountUpdated = (...told) => it.event('onTotalUnreadMessageCountUpdated', told);
      it.sb.addUserEventHandler('channels', users);
    },
    verbs: {
      async call({ on, method, args, params }) {
        const file = (name, type, text) => Object.assign(Buffer.from(text), { name, type }); // all it takes in Node
        const called = params.profileImage ? `${method}WithProfileImage` : method.replace('FCM', 'GCM');
        const has = await target(on);
        const owner = typeof has[called] === 'function' && !called.startsWith('getTotal') ? has : it.sb;
        const wanted = real(params, file);
        if (method === 'createMessageSearchQuery') return pages(owner[called](...args, wanted));
        if (method.endsWith('Query')) return pages(filtered(owner[called](...args), wanted));
        const more = Object.keys(params).length ? positions[called](on, wanted) : [];
        return plain(await it.messages.call(owner, called, [...real(args, file), ...more]));
      },
      see: async ({ on }) => plain(await target(on)),
    },
  };
};
