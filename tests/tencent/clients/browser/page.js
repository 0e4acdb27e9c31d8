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

/** An argument as the SDK wants it: `{messageID}` is a message that is known here, a text as `file` a chosen file. */
function argument(value) {
  if (Array.isArray(value)) return value.map(argument);
  if (value === null || typeof value !== 'object') return value;
  if (value.messageID) return messages.get(value.messageID);
  if (value.content) return new File([value.content], value.name, { type: value.type });
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, argument(inner)]));
}

function begin({ app, url }) {
  chat = TencentCloudChat.create({ SDKAppID: app, proxyServer: url });
  chat.setLogLevel(4);
  chat.registerPlugin({ 'tim-upload-plugin': TIMUploadPlugin });
  for (const name of Object.keys(TencentCloudChat.EVENT)) {
    chat.on(TencentCloudChat.EVENT[name], (told) => tell(name, plain(told.data) ?? {}));
  }
  return { version: TencentCloudChat.VERSION };
}

async function call(method, args) {
  try {
    const given = await chat[method](...args.map(argument));
    return plain(given && typeof given === 'object' && 'data' in given ? given.data : given);
  } catch (error) {
    throw new Error(`${error?.code} ${error?.message ?? JSON.stringify(error)}`);
  }
}
