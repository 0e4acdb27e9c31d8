// The control API, which scripts call as well; and the journal as it is written.

let whose = {};

/** Have all calls be for one application. */
export function aim(application) {
  whose = { app: String(application.app_id), provider: application.provider };
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

export const get = async (path, fields = {}) => answer(await fetch(address(path, { ...whose, ...fields })));
export const getPlain = async (path) => answer(await fetch(`/_chatmock${path}`));
export const remove = async (path, fields = {}) => answer(await fetch(address(path, { ...whose, ...fields }), { method: 'DELETE' }));

async function send(method, path, fields) {
  const headers = { 'Content-Type': 'application/json' };
  return answer(await fetch(`/_chatmock${path}`, { method, headers, body: JSON.stringify({ ...fields, ...whose }) }));
}

export const post = (path, fields = {}) => send('POST', path, fields);
export const put = (path, fields = {}) => send('PUT', path, fields);
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
