import { ChatmockError } from './control.js';

/**
 * Refuse options that have no effect because nobody knows them.
 * @param {object} given
 * @param {string[]} names
 * @param {string} what Whose options they are.
 */
export function refuseUnknown(given, names, what) {
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  if (unknown.length) throw new ChatmockError(`${what} has no ${unknown.join(', ')}; it knows ${names.join(', ')}.`);
}
