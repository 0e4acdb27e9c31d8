// A plain script: a server of its own, an application of each platform, and what their people do.
import { startServer } from '@chatmock/client/server';

const server = await startServer({ seed: 'lunch' });
const chatmock = await server.application({ clock: '2016-12-19T12:00:00Z' });

const sendbird = await chatmock.sendbird();
const alice = await sendbird.user('alice', { nickname: 'Alice' });
const bob = await sendbird.user('bob');
const lunch = await sendbird.group([alice, bob]);
await alice.connect();
await bob.says('hungry?', lunch);
const heard = await alice.received('MESG');

const connectycube = await chatmock.connectycube();
const [ann, ben] = [await connectycube.user('ann'), await connectycube.user('ben')];
const dialog = await connectycube.private(ann, ben);
await ann.says('tea?', dialog);

const tencent = await chatmock.tencent();
const [eva, max] = [await tencent.user('eva'), await tencent.user('max')];
await max.says('rice?', { to: eva });

await chatmock.clock.advance({ hours: 2 });
const copy = await sendbird.fork();
const copied = await (await copy.user('alice')).unread(lunch);
await copy.remove();
const mark = await chatmock.snapshot();
await alice.reads(lunch);
const read = await alice.unread(lunch);
await chatmock.restore(mark);
console.log(JSON.stringify({
  heard: heard.map((frame) => frame.message),
  read,
  copied,
  unread: [await alice.unread(lunch), await ben.unread(dialog), await eva.unread({ to: max })],
  env: [sendbird, connectycube, tencent].map(({ env }) => Object.keys(env)),
  now: await chatmock.clock.now(),
  who: (await chatmock.state()).applications.length,
}));
await chatmock.remove();
await server.stop();
await server.stop();
