import { expect, test as base } from '@chatmock/client/vitest';

const test = base.extend({ chatmockOptions: { seed: { users: [{ user_id: 'carol' }] }, clock: '2016-12-19T12:00:00Z' } });

/** The code under test. */
async function remind(sendbird, channel_url) {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const answer = await fetch(`${sendbird.api_url}/group_channels/${channel_url}/messages`, {
      method: 'POST',
      headers: { 'Api-Token': sendbird.api_token, 'Content-Type': 'application/json' },
      body: JSON.stringify({ message_type: 'MESG', user_id: 'reminder', message: 'Lunch!' }),
    });
    if (answer.ok) return;
  }
}

const seen = new Set();
for (const name of ['one', 'two']) {
  test(`each test has an application of its own: ${name}`, async ({ sendbird, chatmock }) => {
    expect(seen).not.toContain(sendbird.app_id);
    seen.add(sendbird.app_id);
    expect((await chatmock.state()).users.map((user) => user.user_id)).toEqual(['carol']);
    expect(await chatmock.clock.now()).toBe(Date.parse('2016-12-19T12:00:00Z'));
  });
}

test('a rate limit is no reason to give up', async ({ sendbird, chatmock }) => {
  const [alice, reminder] = [await sendbird.user('alice'), await sendbird.user('reminder')];
  const lunch = await sendbird.group([alice, reminder]);
  await chatmock.faults.add('send_message', { code: 500910 });
  await remind(sendbird, lunch);
  await chatmock.journal.assertCalled('send_message', { count: 2 });
  expect(await alice.unread(lunch)).toBe(1);
});

test('webhooks arrive in the inbox', async ({ sendbird }) => {
  await sendbird.webhooks.keep('group_channel:*');
  const lunch = await sendbird.group([await sendbird.user('alice'), await sendbird.user('bob')]);
  const [webhook] = await sendbird.webhooks.wait('group_channel:create');
  expect(webhook.body.channel.channel_url).toBe(lunch);
});

test('other platforms', async ({ connectycube, tencent }) => {
  expect(connectycube.env.CONNECTYCUBE_APP_ID).toBe(String(connectycube.app_id));
  expect((await tencent.user('eva')).user_sig).toMatch(/./);
});
