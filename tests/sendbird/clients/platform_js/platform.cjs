// The vendor's Platform API SDK for JavaScript: a line of JSON names a call, a line of JSON is what came.
'use strict';
const { createRequire } = require('module');
const readline = require('readline');
const path = require('path');

const fetchPackage = createRequire(path.join(process.env.CHATMOCK_CLIENTS, 'node_modules', 'x.js'));
const sb = fetchPackage('sendbird-platform-sdk');
const [, , host, token] = process.argv;
const client = new sb.ApiClient(host);

/** Calls a method: what stands in the path, then the body, for which each method has a name of its own. */
async function call({ api, method, args, body, query }) {
  const owner = new sb[api](client);
  const own = owner[`${method}WithHttpInfo`];
  const name = /postBody = opts\['(\w+)'\]/.exec(own.toString());
  const options = { ...query, ...(body && name ? { [name[1]]: body } : {}) };
  try {
    const { response } = await own.call(owner, token, ...args, options);
    return { answer: response.body };
  } catch (error) {
    return { refused: error.body ?? String(error) };
  }
}

readline.createInterface({ input: process.stdin }).on('line', async (line) => {
  process.stdout.write(`${JSON.stringify(await call(JSON.parse(line)))}\n`);
});
