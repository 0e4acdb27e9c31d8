// A client of ConnectyCube: what is asked for is called on the SDK, what it is told becomes an event.
'use strict';
const { event, fetchPackage, serve } = require('../../../sendbird/clients/js_sdk/speak.cjs');

const { default: ConnectyCube } = fetchPackage('connectycube');

const LISTENERS = [
  'onMessageListener', 'onMessageErrorListener', 'onSentMessageCallback', 'onMessageTypingListener',
  'onDeliveredStatusListener', 'onReadStatusListener', 'onMessageUpdateListener', 'onMessageDeleteListener',
  'onMessageReactionsListener', 'onSystemMessageListener', 'onKickOccupant', 'onJoinOccupant', 'onLeaveOccupant',
  'onLastUserActivityListener', 'onDisconnectedListener', 'onReconnectListener', 'onConnectionErrorListener',
  'onChatStatusListener',
];

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

/** Upload some bytes as a file. */
function store(bytes, name) {
  const file = Buffer.from(bytes);
  const kind = 'application/octet-stream';
  return ConnectyCube.storage.createAndUpload({ file, name, type: kind, size: file.length, public: false });
}

serve({
  init({ app, key, api, chat, management }) {
    ConnectyCube.init(
      { appId: app, authKey: key },
      {
        endpoints: { api: '127.0.0.1', api_url: api, chat: '127.0.0.1', chat_url: chat },
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
    if (method === 'storeBytes') return store(...args);
    const path = method.split('.');
    const name = path.pop();
    const on = path.reduce((inner, part) => inner[part], ConnectyCube);
    try {
      return plain(await on[name](...args));
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
  facts() {
    const { chat } = ConnectyCube;
    return { isConnected: chat.isConnected, status: chat.connectionStatus, jid: String(chat.xmppClient.jid ?? '') };
  },
});
