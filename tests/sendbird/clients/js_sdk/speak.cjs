// A client as a process: one JSON line on stdin asks for something, JSON lines on stdout answer and tell of events.
'use strict';
const { createRequire } = require('node:module');
const { createInterface } = require('node:readline');

const fetchPackage = createRequire(`${process.env.CHATMOCK_CLIENTS}/package.json`);
// In Node the SDKs ask a browser's global whether there is a network.
if (typeof navigator === 'undefined') globalThis.navigator = { onLine: true };

function tell(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function event(name, data) {
  tell({ event: name, data });
}

/** Answer what is asked by the functions of `verbs`, one after the other as they are asked. */
function serve(verbs) {
  createInterface({ input: process.stdin })
    .on('line', async (line) => {
      const { id, verb, given } = JSON.parse(line);
      try {
        tell({ id, result: (await verbs[verb](given)) ?? null });
      } catch (error) {
        tell({ id, error: { code: error.code ?? 0, message: String(error.message) } });
      }
    })
    .on('close', () => process.exit(0));
}

process.on('unhandledRejection', (reason) => event('unhandled', { message: String(reason) }));

module.exports = { event, fetchPackage, serve };
