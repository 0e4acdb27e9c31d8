// Loaded before an SDK: notes which keys it reads of each frame, and whether they are there.
'use strict';

const fs = require('node:fs');
const EventEmitter = require('node:events');

const FILE = process.env.CHATMOCK_FRAME_READS;
const READ = (process.argv[1] ?? '').includes('v3') ? 'v3' : 'v4';
// Not keys of a frame: what JavaScript asks of any object.
const COMMON = new Set(['toJSON', 'then', 'constructor', 'prototype', 'toString', 'valueOf', 'length', 'hasOwnProperty', 'inspect']);
const FRAME = /^[A-Z]{4}\{/;
const commands = new Map(); // by the text of a frame's body
const told = new Set();
const parse = JSON.parse;

function note(where, key, there) {
  const line = JSON.stringify([READ, where, key, there]);
  if (told.has(line)) return;
  told.add(line);
  fs.appendFileSync(FILE, `${line}\n`);
}

/** A value that notes which of its keys are read; `where` is the frame and the way to the value in it. */
function watched(value, where) {
  if (value === null || typeof value !== 'object') return value;
  const made = new Map();
  return new Proxy(value, {
    get(target, key, self) {
      const found = Reflect.get(target, key, self);
      if (typeof key === 'symbol' || COMMON.has(key) || typeof found === 'function') return found;
      if (Array.isArray(target)) return watched(found, `${where}[]`);
      note(where, key, key in target);
      if (!made.has(key)) made.set(key, watched(found, `${where}.${key}`));
      return made.get(key);
    },
    has(target, key) {
      if (typeof key !== 'symbol' && !Array.isArray(target)) note(where, key, key in target);
      return key in target;
    },
  });
}

JSON.parse = (text, ...more) => {
  const value = parse(text, ...more);
  const command = typeof text === 'string' ? commands.get(text.trim()) : undefined;
  return command === undefined ? value : watched(value, value && value.cat ? `${command} ${value.cat}` : command);
};

// Both SDKs hear a WebSocket of the package ws, one of them inside its own file: an emitter of messages.
const { emit } = EventEmitter.prototype;
EventEmitter.prototype.emit = function hear(name, data, ...rest) {
  if (name === 'message' && data !== null && data !== undefined) {
    const text = data.toString();
    if (FRAME.test(text)) commands.set(text.slice(4).trim(), text.slice(0, 4));
  }
  return emit.call(this, name, data, ...rest);
};
