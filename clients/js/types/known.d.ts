/**
 * Refuse options that have no effect because nobody knows them.
 * @param {object} given
 * @param {string[]} names
 * @param {string} what Whose options they are.
 */
export function refuseUnknown(given: object, names: string[], what: string): void;
