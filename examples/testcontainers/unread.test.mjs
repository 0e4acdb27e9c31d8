// chatmock by Testcontainers for Node: npm install testcontainers; docker build -t chatmock PATH_TO_CHATMOCK; node --test
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GenericContainer, Wait } from 'testcontainers';

let container;
let url;

before(async () => {
  container = await new GenericContainer('chatmock')
    .withExposedPorts(8008)
    .withEnvironment({ CHATMOCK_ALLOW_HOST: 'localhost' })
    .withWaitStrategy(Wait.forHealthCheck())
    .start();
  url = `http://${container.getHost()}:${container.getMappedPort(8008)}`;
});

after(() => container.stop());

test('nothing is unread at first', async () => {
  const json = { 'Content-Type': 'application/json' };
  const made = await fetch(`${url}/_chatmock/applications`, { method: 'POST', headers: json, body: '{"provider": "sendbird"}' });
  const headers = { ...json, 'Api-Token': (await made.json()).api_token };
  const bob = JSON.stringify({ user_id: 'bob', nickname: 'Bob', profile_url: '' });
  await fetch(`${url}/v3/users`, { method: 'POST', headers, body: bob });
  const unread = await fetch(`${url}/v3/users/bob/unread_count`, { headers });
  assert.deepEqual(await unread.json(), { unread_count: 0 });
});
