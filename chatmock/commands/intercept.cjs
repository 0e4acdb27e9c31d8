// Loaded by Node before a program that runs under `chatmock exec --intercept`: what it opens to a platform's host leads to
// chatmock. Everything goes through here: fetch, http, https, http2, tls, ws.
'use strict';
const { Socket } = require('node:net');

const { CHATMOCK_PROXY = 'http://127.0.0.1', CHATMOCK_INTERCEPTED = '' } = process.env;
const { hostname, port } = new URL(CHATMOCK_PROXY);
const hosts = new Set(CHATMOCK_INTERCEPTED.split(','));
const { connect } = Socket.prototype;

/** Whether a host is a platform's; a star stands for one label. */
function isIntercepted(host) {
  const name = String(host ?? '').toLowerCase();
  return hosts.has(name) || hosts.has(`*.${name.split('.').slice(1).join('.')}`);
}

/** The options of a connection as they are to be: the proxy takes TLS and plain requests as they come. */
function led(options) {
  if (!isIntercepted(options.host)) return options;
  return { ...options, host: hostname, port: Number(port), lookup: undefined, path: undefined };
}

Socket.prototype.connect = function connectHere(...given) {
  const [first, second] = given;
  if (Array.isArray(first)) first[0] = led(first[0]); // as Node's own modules call it
  else if (first !== null && typeof first === 'object') given[0] = led(first);
  else if (typeof second === 'string' && isIntercepted(second)) [given[0], given[1]] = [Number(port), hostname];
  return connect.apply(this, given);
};
