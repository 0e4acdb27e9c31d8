import { connect, type Chatmock, type Sendbird } from '@chatmock/client';
import { startServer } from '@chatmock/client/server';
import { expect, test } from '@chatmock/client/vitest';
import { test as inBrowser } from '@chatmock/client/playwright';

export async function good(chatmock: Chatmock): Promise<number> {
  const sendbird: Sendbird = await chatmock.sendbird();
  const lunch: string = await sendbird.group([await sendbird.user('alice'), 'bob']);
  await chatmock.faults.add('send_message', { code: 500910, times: 2, when: { channel: lunch } });
  const [entry] = await chatmock.journal.find('send_message', { kind: 'request' });
  const bob = await sendbird.user('bob');
  await bob.reacts('👍', await bob.says('Soup?', lunch), lunch, { removes: true });
  const status: number | undefined = entry.status;
  return (status ?? 0) + (await chatmock.clock.now());
}

export async function bad(chatmock: Chatmock) {
  // @ts-expect-error a field that no fault has
  await chatmock.faults.add('send_message', { cod: 500910 });
  // @ts-expect-error a part of a time that there is not
  await chatmock.clock.advance({ hour: 1 });
  // @ts-expect-error a message without its number
  await (await (await chatmock.sendbird()).user('bob')).reacts('👍', {}, 'lunch');
  // @ts-expect-error an operation that there is not
  await chatmock.control.call('view_clok', {});
  // @ts-expect-error a field that no entry has
  (await chatmock.journal.find())[0].statuz;
}

export const started = [connect('http://127.0.0.1:8008'), startServer({ seed: ['lunch'], allow_origin: 'http://localhost:3000' })];

test('fixtures have types', async ({ sendbird, chatmock }) => {
  const token: string = sendbird.api_token;
  expect(token).toBe(sendbird.env.SENDBIRD_API_TOKEN);
  // @ts-expect-error an application that there is not
  await chatmock.sendbirt();
});

inBrowser('fixtures have types', async ({ tencent, page }) => {
  const id: number = tencent.sdk_app_id;
  await page.goto(`${tencent.rest_url}?${id}`);
});
