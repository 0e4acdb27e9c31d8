// A client of Tencent Chat: what is asked for is called on the SDK, what it is told becomes an event.
'use strict';
const { event, fetchPackage, serve } = require('../../../sendbird/clients/js_sdk/speak.cjs');

// In a page an error that nobody catches ends nothing.
process.on('uncaughtException', (error) => event('uncaught', { message: String(error.stack) }));
const WebSocket = fetchPackage('ws');
const sockets = [];
const forms = { text: 0, binary: 0, packed: 0 }; // how many frames came as each
let platform = 7; // of the web; native SDKs say theirs in the same place
globalThis.WebSocket = class extends WebSocket {
  constructor(url, ...given) {
    super(url.replace('platform=7', `platform=${platform}`), ...given);
    sockets.push(this);
    this.on('error', () => {}); // one that is closed before it is open fails; in a page that throws nothing
    this.on('message', (data, binary) => { forms[!binary ? 'text' : Buffer.from(data).toString('latin1', 0, 4) === 'COMP' ? 'packed' : 'binary'] += 1; });
  }
};
const older = process.env.CHAT_SDK.startsWith('tim');
if (process.env.CHAT_SDK !== '@tencentcloud/chat') { // older versions take themselves to be in a page
  globalThis.window = globalThis;
  globalThis.document = { addEventListener() {}, removeEventListener() {}, createElement: () => ({ style: {} }), hidden: false, charset: 'UTF-8' };
  globalThis.addEventListener = globalThis.removeEventListener = () => {};
  globalThis.location = { href: 'http://127.0.0.1/', protocol: 'http:', host: '127.0.0.1' };
  globalThis.localStorage = { getItem: () => null, setItem() {}, removeItem() {} };
  globalThis.XMLHttpRequest = undefined;
}
const sdk = fetchPackage(process.env.CHAT_SDK + (older ? '/tim-js-friendship.js' : ''));
const Chat = sdk.default ?? sdk;

let chat;
const messages = new Map(); // all that were made, sent or heard, by ID

/** What an SDK gives, as plain JSON; messages are kept, so that later calls can name them. */
function plain(value) {
  const text = JSON.stringify(value, (_, inner) => {
    if (inner && typeof inner === 'object') {
      if (inner.ID && inner.conversationID) messages.set(inner.ID, inner);
      if (inner instanceof Map) return [...inner.entries()];
      if (inner instanceof Error) return { code: inner.code, message: inner.message };
    }
    return inner;
  });
  return text === undefined ? null : JSON.parse(text);
}

const listeners = new Map(); // by name: the same function is taken away again

function listener(name) {
  if (!listeners.has(name)) listeners.set(name, (told) => event(name, plain(told?.data ?? told) ?? {}));
  return listeners.get(name);
}

/** An argument as the SDK wants it: `{messageID: id}` is a message that is known here, `{listener: name}` what makes an event of it. */
function argument(value) {
  if (Array.isArray(value)) return value.map(argument);
  if (value === null || typeof value !== 'object') return value;
  if (value.listener) return listener(value.listener);
  if (value.messageID) return messages.get(value.messageID);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, argument(inner)]));
}

serve({
  init({ app, url, text, platform: number }) {
    platform = number;
    chat = Chat.create({ SDKAppID: app, proxyServer: url, unlimitedAVChatRoom: true, ...(text && { devMode: true }) });
    chat.setLogLevel(4);
    for (const name of Object.keys(Chat.TSignaling ?? {})) {
      if (typeof Chat.TSignaling[name] === 'string') chat.addSignalingListener(Chat.TSignaling[name], listener(name));
    }
    for (const name of Object.keys(Chat.EVENT)) chat.on(Chat.EVENT[name], listener(name));
  },
  /** Call a method; gives the data it gives. */
  async call({ method, args }) {
    try {
      const given = await chat[method](...args.map(argument));
      if (given?.inviteID && 'code' in given) return { inviteID: given.inviteID };
      return plain(given && typeof given === 'object' && 'code' in given && 'data' in given ? given.data : given);
    } catch (error) {
      const words = Array.isArray(error) ? JSON.stringify(error) : error?.message ?? JSON.stringify(error);
      throw Object.assign(new Error(words), { code: error?.code ?? 0 });
    }
  },
  /** Give a message that was sent another text. */
  async edit({ id, text }) {
    const message = messages.get(id);
    message.payload.text = text;
    try {
      return plain((await chat.modifyMessage(message)).data);
    } catch (error) {
      throw Object.assign(new Error(error.message), { code: error.code ?? 0 });
    }
  },
  /** Lose the connection: the socket is gone without a word. */
  lose: () => sockets.at(-1).terminate(),
  forms: () => forms,
  /** The names of the public methods. */
  methods: () => Object.keys(chat).filter((name) => typeof chat[name] === 'function').sort(),
});
