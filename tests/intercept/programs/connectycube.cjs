// An app with ConnectyCube's JavaScript SDK: it names an application and no host.
'use strict';
const { createRequire } = require('node:module');

const fetchPackage = createRequire(`${process.env.CHATMOCK_CLIENTS}/package.json`);

const sdk = fetchPackage('connectycube');
const ConnectyCube = sdk.default ?? sdk;

(async () => {
  ConnectyCube.init({ appId: 4711, authKey: 'a-key-of-mine', authSecret: 'a-secret-of-mine' }, { debug: { mode: 0 } });
  await ConnectyCube.createSession();
  const [alice, bob] = await Promise.all(['alice', 'bob'].map((login) => ConnectyCube.users.signup({ login, password: 'password' })));
  await ConnectyCube.createSession({ login: 'alice', password: 'password' });
  const dialog = await ConnectyCube.chat.dialog.create({ type: 3, occupants_ids: [bob.user.id] });
  await ConnectyCube.chat.connect({ userId: alice.user.id, password: 'password' });
  ConnectyCube.chat.send(bob.user.id, { type: 'chat', body: 'Soup?', extension: { save_to_history: 1, dialog_id: dialog._id } });
  await ConnectyCube.chat.ping();
  const { items } = await ConnectyCube.chat.message.list({ chat_dialog_id: dialog._id });
  console.log(JSON.stringify(items.map(({ message }) => message)));
  process.exit();
})();
