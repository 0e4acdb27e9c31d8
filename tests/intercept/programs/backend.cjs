// A back end in Node that names the host, with whatever Node offers for it.
'use strict';
const http = require('node:http');
const https = require('node:https');

const url = '://api-mine.sendbird.com/v3/users?limit=1';
const headers = { 'Api-Token': 'a-token-of-mine' };

function body(incoming) {
  return new Promise((resolve) => {
    let text = '';
    incoming.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', () => resolve(JSON.parse(text)));
  });
}

const asked = (module, scheme, agent) => new Promise((resolve, reject) => {
  module.get(scheme + url, { headers, agent }, resolve).on('error', reject);
}).then(body);

(async () => {
  const agent = new https.Agent({ keepAlive: true });
  console.log(JSON.stringify([
    await (await fetch(`https${url}`, { headers })).json(),
    await (await fetch(`http${url}`, { headers })).json(),
    await asked(https, 'https'),
    await asked(http, 'http'),
    await asked(https, 'https', agent),
    await asked(https, 'https', agent),
  ]));
  agent.destroy();
})();
