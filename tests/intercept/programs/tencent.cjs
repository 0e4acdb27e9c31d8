// An app with Tencent Chat's web SDK: it names an application and no host.
'use strict';
const { createRequire } = require('node:module');

const fetchPackage = createRequire(`${process.env.CHATMOCK_CLIENTS}/package.json`);

globalThis.WebSocket = fetchPackage('ws');
const sdk = fetchPackage('@tencentcloud/chat');
const Chat = sdk.default ?? sdk;
const chat = Chat.create({ SDKAppID: 1400777777 });
chat.setLogLevel(4);
chat.on(Chat.EVENT.SDK_READY, async () => {
  const message = chat.createTextMessage({ to: 'alice', conversationType: 'C2C', payload: { text: 'Soup?' } });
  const { data } = await chat.sendMessage(message);
  console.log(JSON.stringify(data.message.payload.text));
  process.exit();
});
chat.login({ userID: 'alice', userSig: process.env.USER_SIG });
