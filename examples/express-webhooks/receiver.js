import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';

/** Whether a webhook was signed by whoever has the token. */
function isSigned(body, signature, token) {
  const wanted = createHmac('sha256', token).update(body).digest();
  const given = Buffer.from(signature ?? '', 'hex');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** An Express application that greets people who join a channel. */
export function receiver({ apiUrl, apiToken }) {
  const app = express();
  app.post('/hook', express.raw({ type: '*/*' }), async (request, response) => {
    if (!isSigned(request.body, request.get('x-sendbird-signature'), apiToken)) return response.sendStatus(401);
    const { category, channel, users } = JSON.parse(request.body);
    if (category === 'group_channel:join') {
      const answer = await fetch(`${apiUrl}/group_channels/${channel.channel_url}/messages`, {
        method: 'POST',
        headers: { 'Api-Token': apiToken, 'Content-Type': 'application/json' },
        body: JSON.stringify({ message_type: 'ADMM', message: `Welcome, ${users.map((user) => user.nickname).join(', ')}!` }),
      });
      if (!answer.ok) return response.sendStatus(502); // the webhook comes again
    }
    return response.sendStatus(200);
  });
  return app;
}
