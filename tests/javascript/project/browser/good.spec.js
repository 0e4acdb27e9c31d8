import { expect, test } from '@chatmock/client/playwright';

test.use({ chatmockOptions: { seed: { users: [{ user_id: 'carol', nickname: 'Carol' }] } } });

test('a page talks to its application', async ({ page, sendbird, chatmock, baseURL }) => {
  await page.goto(baseURL);
  const nickname = await page.evaluate(async ({ api_url, api_token }) => {
    const answer = await fetch(`${api_url}/users/carol`, { headers: { 'Api-Token': api_token } });
    return (await answer.json()).nickname;
  }, { api_url: sendbird.api_url, api_token: sendbird.api_token });
  expect(nickname).toBe('Carol');
  await chatmock.journal.assertCalled('view_user', { count: 1, kind: 'request' });
});

test('the client itself runs in a page of an origin that may', async ({ page, baseURL, chatmockServer }) => {
  await page.goto(baseURL);
  const unread = await page.evaluate(async (url) => {
    const { connect } = await import('/client/src/index.js');
    const chatmock = await (await connect(url)).application();
    const sendbird = await chatmock.sendbird();
    const [alice, bob] = [await sendbird.user('alice'), await sendbird.user('bob')];
    const lunch = await sendbird.group([alice, bob]);
    await bob.says('hungry?', lunch);
    const count = await alice.unread(lunch);
    await chatmock.remove();
    return count;
  }, chatmockServer.url);
  expect(unread).toBe(1);
});
