import { expect, test as base } from '@chatmock/client/playwright';

/** A window in which alice looks at a channel that she shares with bob. */
const test = base.extend({
  bob: async ({ sendbird }, use) => use(await sendbird.user('bob', { nickname: 'Bob' })),
  lunch: async ({ sendbird, bob }, use) => {
    const alice = await sendbird.user('alice', { nickname: 'Alice' });
    const lunch = await sendbird.group([alice, bob], { name: 'Lunch' });
    await bob.says('hungry?', lunch);
    await use(lunch);
  },
  alice: async ({ page, sendbird, lunch }, use) => {
    const where = new URLSearchParams({ app: sendbird.app_id, user: 'alice', api: sendbird.host, ws: sendbird.ws_url });
    await page.goto(`/?${where}`);
    await page.getByText('Lunch').first().click();
    await use(page);
  },
});

test('alice sees what bob says', async ({ alice, bob, lunch }) => {
  await expect(alice.getByText('hungry?').last()).toBeVisible();
  await bob.says('soup?', lunch);
  await expect(alice.getByText('soup?').last()).toBeVisible();
});

test('bob hears what alice writes', async ({ alice, bob, lunch, chatmock }) => {
  await bob.connect();
  await alice.getByRole('textbox').last().fill('yes, very');
  await alice.keyboard.press('Enter');
  await expect.poll(async () => (await bob.received('MESG')).map((frame) => frame.message)).toEqual(['yes, very']);
  await chatmock.settled();
  expect(await bob.unread(lunch)).toBe(1);
});
