// Every act of every platform's people, over a real server; says which methods nobody called.
import { connect, ConnectyCubeUser, SendbirdUser, TencentUser } from '@chatmock/client';

const left = new Set();
for (const kind of [SendbirdUser, ConnectyCubeUser, TencentUser]) {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(kind.prototype))) {
    if (name === 'constructor' || typeof value !== 'function') continue;
    left.add(`${kind.name}.${name}`);
    kind.prototype[name] = function noted(...given) {
      left.delete(`${kind.name}.${name}`);
      return value.apply(this, given);
    };
  }
}

const reactions = async (application, conversation_id) => {
  const { messages } = await application.control.call('view_conversation', { conversation_id });
  return messages.flatMap((message) => message.reactions.map(({ key }) => key));
};

const chatmock = await (await connect(process.env.CHATMOCK_URL)).application();
const told = {};

const sendbird = await chatmock.sendbird();
{
  const [alice, bob, carol] = await Promise.all(['alice', 'bob', 'carol'].map((id) => sendbird.user(id)));
  const lunch = await sendbird.group([alice, bob]);
  const hall = await sendbird.openChannel();
  await alice.connect();
  const said = await bob.says('hungry?', lunch);
  await alice.reacts('👍', said, lunch);
  await alice.reacts('🍜', said.message_id, lunch);
  await alice.reacts('🍜', said.message_id, lunch, { removes: true });
  await bob.types(lunch);
  await alice.invites([carol], lunch);
  await carol.leaves(lunch);
  await carol.joins(hall);
  await chatmock.settled();
  const unread = await alice.unread(lunch);
  await alice.reads(lunch);
  const heard = (await alice.received('MESG')).map((frame) => frame.message);
  await alice.drop();
  told.sendbird = { unread, read: await alice.unread(), heard, reactions: await reactions(sendbird, lunch) };
}

const connectycube = await chatmock.connectycube();
{
  const [ann, ben, cid] = [await connectycube.user('ann'), await connectycube.user('ben'), await connectycube.user('cid')];
  const [group, open] = [await connectycube.group([ann, ben]), await connectycube.public(ann)];
  await ben.connect();
  const said = await ann.says('tea?', group);
  await ben.reacts('👍', said, group);
  await ben.reacts('🍵', said._id, group);
  await ben.reacts('🍵', said._id, group, { removes: true });
  await ben.types(group);
  await ann.invites([cid], group);
  await cid.leaves(group);
  await cid.joins(open);
  const unread = await ben.unread(group);
  await ben.reads(group);
  await chatmock.settled();
  const heard = (await ben.received('message')).length > 0;
  await ben.drop();
  await ben.resumes();
  told.connectycube = { unread, read: await ben.unread(), heard, token: (await ben.token()).length > 0, reactions: await reactions(connectycube, group) };
}

const tencent = await chatmock.tencent();
{
  const [eva, max, zoe] = [await tencent.user('eva'), await tencent.user('max'), await tencent.user('zoe')];
  const group = await tencent.group([eva, max], { Type: 'Public', ApplyJoinOption: 'FreeAccess' });
  await eva.connect('Web');
  const said = await max.says('rice?', { to: eva });
  await max.edits(said, 'rice now?', { to: eva }, { CloudCustomData: 'hot' });
  await max.types(eva);
  await max.types(eva, { stops: true });
  const grouped = await max.says('all?', { group });
  await eva.reacts('👍', grouped, { group });
  await eva.reacts('👍', grouped, { group, removes: true });
  const unread = await eva.unread();
  await eva.reads({ to: max });
  await max.recalls(grouped, { group, reason: 'too early' });
  const invited = await eva.invites([zoe], await tencent.group([eva], { Type: 'Private' }));
  const joined = await zoe.joins(group);
  await zoe.leaves(group);
  await chatmock.settled();
  const [here, elsewhere] = [await eva.received(undefined, { platform: 'Web' }), await eva.received(undefined, { platform: 'Android' })];
  await eva.drop('Web');
  await eva.kicked();
  told.tencent = { unread, read: await eva.unread({ to: max }), invited: invited.length, joined, heard: [here.length > 0, elsewhere.length] };
}

console.log(JSON.stringify({ ...told, left: [...left] }));
await chatmock.remove();
