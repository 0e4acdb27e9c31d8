// What drives Tencent Chat's SDK in a page: `begin` sets it up, `call` calls a method, events `tell`.
'use strict';
let chat;
const messages = new Map();

function plain(value) {
  const text = JSON.stringify(value, (_, inner) => {
    if (inner?.ID && inner.conversationID) messages.set(inner.ID, inner);
    return inner;
  });
  return text === undefined ? null : JSON.parse(text);
}

/** An argument as the SDK wants it: `{messageID}` is a message that is known here, `{bytes}` a file, chosen in a field for `field`. */
function argument(value) {
  if (Array.isArray(value)) return value.map(argument);
  if (value === null || typeof value !== 'object') return value;
  if (value.messageID) return messages.get(value.messageID);
  if (value.bytes) return file(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, argument(inner)]));
}

function file({ bytes, name, type, field, ...more }) {
  const made = Object.assign(new File([new Uint8Array(bytes)], name, { type }), more);
  if (!field) return made;
  const input = Object.assign(document.createElement('input'), { type: 'file' });
  const chosen = new DataTransfer();
  chosen.items.add(made);
  input.files = chosen.files;
  return input;
}

const Chat = globalThis.TencentCloudChat ?? globalThis.TIM;

function begin({ app, url }) {
  chat = Chat.create({ SDKAppID: app, proxyServer: url });
  chat.setLogLevel(4);
  chat.registerPlugin({ 'tim-upload-plugin': TIMUploadPlugin });
  for (const name of Object.keys(Chat.EVENT)) {
    chat.on(Chat.EVENT[name], (told) => tell(name, plain(told.data) ?? {}));
  }
  return { version: Chat.VERSION };
}

async function call(method, args) {
  try {
    const given = await chat[method](...args.map(argument));
    return plain(given && typeof given === 'object' && 'data' in given ? given.data : given);
  } catch (error) {
    throw new Error(`${error?.code} ${error?.message ?? JSON.stringify(error)}`);
  }
}
