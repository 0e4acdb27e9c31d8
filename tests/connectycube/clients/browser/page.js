// What drives ConnectyCube's SDK in a page: `begin` sets it up, `call` calls a function by its path, listeners `tell`.
'use strict';
const LISTENERS = [
  'onMessageListener', 'onMessageTypingListener', 'onDeliveredStatusListener', 'onReadStatusListener',
  'onSentMessageCallback', 'onDisconnectedListener', 'onReconnectListener',
];

function plain(value) {
  const text = JSON.stringify(value, (_, inner) => (inner?.attrs && inner.children ? inner.toString() : inner));
  return text === undefined ? null : JSON.parse(text);
}

function begin({ app, key, api, chat }) {
  ConnectyCube.init({ appId: app, authKey: key }, {
    endpoints: { api: '127.0.0.1', api_url: api, chat: '127.0.0.1', chat_url: chat },
    chat: { streamManagement: { enable: true }, reconnect: { enable: true, timeInterval: 0.1 } },
    debug: { mode: 0 },
  });
  for (const name of LISTENERS) ConnectyCube.chat[name] = (...told) => tell(name, told.map(plain));
  return { version: ConnectyCube.version, platform: ConnectyCube.platform };
}

/** Call a function of the SDK; a text given as `file` becomes a file as people choose one. */
async function call(method, args) {
  const path = method.split('.');
  const name = path.pop();
  const on = path.reduce((inner, part) => inner[part], ConnectyCube);
  for (const given of args) if (given?.file) given.file = new File([given.file], given.name, { type: given.type });
  try {
    return plain(await on[name](...args));
  } catch (error) {
    throw new Error(JSON.stringify(error?.message ?? error));
  }
}
