// A client of ConnectyCube: what is asked for is called on the SDK, what it is told becomes an event.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { event, fetchPackage, serve } = require('../../../sendbird/clients/js_sdk/speak.cjs');

const sdk = fetchPackage(process.env.CUBE_SDK ?? 'connectycube');
const ConnectyCube = sdk.default ?? sdk;

const LISTENERS = [
  'onMessageListener', 'onMessageErrorListener', 'onSentMessageCallback', 'onMessageTypingListener',
  'onDeliveredStatusListener', 'onReadStatusListener', 'onMessageUpdateListener', 'onMessageDeleteListener',
  'onMessageReactionsListener', 'onSystemMessageListener', 'onKickOccupant', 'onJoinOccupant', 'onLeaveOccupant',
  'onLastUserActivityListener', 'onDisconnectedListener', 'onReconnectListener', 'onConnectionErrorListener',
  'onChatStatusListener',
];

// Where functions are, and which types tell whether they are public.
const CHAT = 'messaging/xmpp';
const MODULES = [
  ['auth', 'Auth'], ['users', 'Users'], ['storage', 'Storage'], ['pushnotifications', 'PushNotifications'],
  ['pushnotifications.subscriptions', 'PushNotifications'], ['pushnotifications.events', 'PushNotifications'],
  ['chat', `${CHAT}/index messaging/AbstractChatService`], ['chat.dialog', `${CHAT}/Dialogs`],
  ['chat.message', `${CHAT}/Messages`], ['chat.privacylist', `${CHAT}/PrivacyList`], ['chat.muc', `${CHAT}/MultiUserChat`],
  ];

/** The functions of an object and of its classes by name, without the listeners an app may set. */
function methods(object) {
  const found = new Set();
  for (let one = object; one && one !== Object.prototype; one = Object.getPrototypeOf(one)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(one))) {
      if (typeof value === 'function' && name !== 'constructor' && !LISTENERS.includes(name)) found.add(name);
    }
  }
  return [...found];
}

/** What an SDK gives, as plain JSON: elements of XML, which have circles in them, become text. */
function plain(value) {
  if (value === undefined) return null;
  const text = JSON.stringify(value, (_, inner) => (inner?.attrs && inner.children ? inner.toString() : inner));
  return text === undefined ? null : JSON.parse(text);
}

/** A failure as code and words, whatever was thrown. */
function failure(error) {
  const code = error?.code ?? 0;
  const words = error?.info ?? error?.message ?? error;
  return Object.assign(new Error(typeof words === 'string' ? words : JSON.stringify(words)), { code });
}

/** An argument as the SDK wants it: `{bytes: [1, 2]}` is the content of a file, `{event: name}` a listener. */
function argument(value) {
  if (Array.isArray(value)) return value.map(argument);
  if (value === null || typeof value !== 'object') return value;
  if (value.bytes) return Buffer.from(value.bytes);
  if (value.event) return (...told) => event(value.event, told.map(plain));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, argument(inner)]));
}

serve({
  /** With `host` the server API is at https there: versions before 6.1 know no other. */
  init({ app, key, secret, api, chat, host, management }) {
    ConnectyCube.init(
      { appId: app, authKey: key, authSecret: secret },
      {
        endpoints: host ? { api: host, chat: '127.0.0.1' } : { api: '127.0.0.1', api_url: api, chat: '127.0.0.1', chat_url: chat },
        ...(host && { chatProtocol: { websocket: chat, active: 2 } }),
        chat: { streamManagement: { enable: management }, reconnect: { enable: true, timeInterval: 0.1 } },
        debug: { mode: 0 },
        on: { sessionExpired: (reject) => (event('sessionExpired', {}), reject()) },
      },
    );
    for (const name of LISTENERS) ConnectyCube.chat[name] = (...told) => event(name, told.map(plain));
    ConnectyCube.chat.webrtcSignalingProcessor = { onMessage: (...told) => event('signal', told.map(plain)) };
  },
  /** Call a method by its path, as `chat.muc.join`. */
  async call({ method, args }) {
    const path = method.split('.');
    const name = path.pop();
    const on = path.reduce((inner, part) => inner[part], ConnectyCube);
    try {
      return plain(await on[name](...args.map(argument)));
    } catch (error) {
      throw failure(error);
    }
  },
  /** Lose the connection: the socket is gone without a word. */
  lose() {
    const outer = ConnectyCube.chat.xmppClient.socket;
    const socket = outer.socket ?? outer;
    (socket.terminate ?? socket.destroy).call(socket);
  },
  /** The names of all functions that the SDK makes public in its chat, storage, users, pushes and sessions. */
  functions() {
    const types = join(require.resolve(`${process.env.CHATMOCK_CLIENTS}/node_modules/connectycube`), '../types');
    return MODULES.flatMap(([path, file]) => {
      const text = file.split(' ').map((one) => readFileSync(join(types, `${one}.d.ts`), 'utf8')).join('');
      const own = new Set([...text.matchAll(/(?:private|protected) (\w+)/g)].map(([, name]) => name));
      const module = path.split('.').reduce((inner, part) => inner[part], ConnectyCube);
      return methods(module).filter((name) => !own.has(name)).map((name) => `${path}.${name}`);
    });
  },
  modules: () => Object.keys(ConnectyCube).filter((name) => ConnectyCube[name]?.constructor !== Object && typeof ConnectyCube[name] === 'object'),
  facts() {
    const { chat } = ConnectyCube;
    return { isConnected: chat.isConnected, status: chat.connectionStatus, jid: String(chat.xmppClient.jid ?? '') };
  },
});
