// The control API, which scripts call as well; and the journal as it is written.

let whose = {};
let group = {};

/** Have all calls be for one application; those for a whole group for its group. */
export function aim(application) {
  whose = { app: String(application.app_id), provider: application.provider };
  group = application.group ? { group: application.group } : {};
}

async function answer(response) {
  const text = await response.text();
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    throw new Error(`the server answered ${response.status}, and no JSON`);
  }
  if (!response.ok) throw new Error(read.message ?? text);
  return read;
}

const address = (path, fields) => `/_chatmock${path}?${new URLSearchParams(fields)}`;

const json = { 'Content-Type': 'application/json' };
const send = async (method, path, fields) => answer(await fetch(`/_chatmock${path}`, { method, headers: json, body: JSON.stringify(fields) }));
const ask = async (path, fields, method = 'GET') => answer(await fetch(address(path, fields), { method }));
const YAML = 'application/yaml';

/** Calls for the application that is looked at. */
export const get = (path, fields = {}) => ask(path, { ...whose, ...fields });
export const remove = (path, fields = {}) => ask(path, { ...whose, ...fields }, 'DELETE');
export const post = (path, fields = {}) => send('POST', path, { ...fields, ...whose });
/** The state as a seed: JSON, or YAML as text. */
export async function readState({ yaml, ...fields }) {
  if (!yaml) return JSON.stringify(await get('/state', fields), null, 2);
  const response = await fetch(address('/state', { ...whose, ...fields }), { headers: { Accept: YAML } });
  return response.ok ? response.text() : answer(response);
}
/** Have a seed in the place of the state; what is no JSON is sent as YAML. */
export async function writeState(text) {
  let document;
  try {
    document = JSON.parse(text);
  } catch {
    return answer(await fetch(address('/state', whose), { method: 'PUT', headers: { 'Content-Type': YAML }, body: text }));
  }
  return send('PUT', '/state', { ...document, ...whose });
}
/** Calls for all applications of its group: they share clock, faults and snapshots. */
export const together = {
  get: (path, fields = {}) => ask(path, { ...group, ...fields }),
  remove: (path) => ask(path, group, 'DELETE'),
  post: (path, fields = {}) => send('POST', path, { ...fields, ...group }),
};
/** Calls for the server. */
export const getPlain = (path, fields = {}) => ask(path, fields);
export const har = () => get('/journal.har');

/** Listen to the journal behind an entry; gives how to stop. */
export function listen(after, { entry, anew, changed, missed, live }) {
  const source = new EventSource(address('/journal/stream', { ...whose, after }));
  source.onmessage = (event) => entry(JSON.parse(event.data));
  source.addEventListener('anew', () => anew());
  source.addEventListener('changed', () => changed());
  source.addEventListener('missed', (event) => missed(JSON.parse(event.data).missed));
  source.onopen = () => live(true);
  source.onerror = () => live(false);
  return () => source.close();
}
