import { expect, test } from '@chatmock/client/playwright';

test('a failing report has the journal', async ({ sendbird }) => {
  await fetch(`${sendbird.api_url}/users/bob`, { headers: { 'Api-Token': sendbird.api_token } });
  expect(1).toBe(2);
});

test('a fault that strikes nowhere fails its test', async ({ chatmock }) => {
  await chatmock.faults.add('list_users', { code: 500910 });
});
