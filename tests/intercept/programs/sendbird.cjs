// An app with Sendbird's JavaScript SDK: it names an application and no host.
'use strict';
const { createRequire } = require('node:module');

const fetchPackage = createRequire(`${process.env.CHATMOCK_CLIENTS}/package.json`);

globalThis.WebSocket ??= fetchPackage('ws');
const { default: SendbirdChat } = fetchPackage('@sendbird/chat');
const { GroupChannelModule, GroupChannelHandler } = fetchPackage('@sendbird/chat/groupChannel');

function client() {
  return SendbirdChat.init({ appId: '9DA1B1F4-0BE6-4DA8-82C5-2E81DAB56F23', modules: [new GroupChannelModule()], newInstance: true });
}

(async () => {
  const [alice, bob] = [client(), client()];
  await alice.connect('alice');
  await bob.connect('bob');
  const heard = new Promise((resolve) => {
    bob.groupChannel.addGroupChannelHandler('all', new GroupChannelHandler({ onMessageReceived: (_, said) => resolve(said.message) }));
  });
  const lunch = await alice.groupChannel.createChannel({ invitedUserIds: ['bob'], name: 'lunch' });
  lunch.sendUserMessage({ message: 'Soup?' });
  console.log(JSON.stringify(await heard));
  await Promise.all([alice.disconnect(), bob.disconnect()]);
  process.exit();
})();
