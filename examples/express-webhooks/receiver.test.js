import { once } from 'node:events';
import { expect, test as base } from '@chatmock/client/vitest';
import { receiver } from './receiver.js';

const test = base.extend({
  host: async ({ sendbird }, use) => use(await sendbird.user('host')),
  kitchen: async ({ sendbird, host }, use) => use(await sendbird.group([host])),
  hook: async ({ sendbird, kitchen }, use) => {
    const server = receiver({ apiUrl: sendbird.api_url, apiToken: sendbird.api_token }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${server.address().port}/hook`;
    await sendbird.webhook(url, { enabled_events: ['group_channel:join'] });
    await use(url);
    server.close();
  },
  alice: async ({ sendbird }, use) => use(await sendbird.user('alice', { nickname: 'Alice' })),
});

/** What was said in a channel. */
async function texts(chatmock, channel_url) {
  const { group_channels } = await chatmock.state();
  return group_channels.find((channel) => channel.channel_url === channel_url).messages?.map(({ message }) => message) ?? [];
}

test('who joins is welcomed', async ({ chatmock, hook, host, alice, kitchen }) => {
  await host.invites([alice], kitchen);
  await chatmock.settled();
  expect(await texts(chatmock, kitchen)).toEqual(['Welcome, Alice!']);
});

test('a webhook of somebody else is refused', async ({ hook }) => {
  const answer = await fetch(hook, { method: 'POST', body: '{"category": "group_channel:join"}' });
  expect(answer.status).toBe(401);
});

test('a welcome that failed is said when the webhook comes again', async ({ chatmock, hook, host, alice, kitchen }) => {
  await chatmock.clock.freeze();
  await chatmock.faults.add('send_message', { status: 503 });
  await host.invites([alice], kitchen);
  await chatmock.journal.wait('webhook group_channel:join');
  expect(await texts(chatmock, kitchen)).toEqual([]);
  await chatmock.clock.advance({ minutes: 5 });
  await chatmock.settled();
  expect(await texts(chatmock, kitchen)).toEqual(['Welcome, Alice!']);
});
