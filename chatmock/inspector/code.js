// What happened, as code that does it again.

const AUTOMATIC = new Set(['host', 'connection', 'content-length', 'user-agent', 'accept', 'accept-encoding', 'origin', 'referer']);
const HOLE = '***';

function headersOf(entry) {
  return Object.fromEntries(Object.entries(entry.headers ?? {}).filter(([name]) => !AUTOMATIC.has(name) && !name.startsWith('sec-')));
}

const pathOf = (entry) => `${entry.path}${entry.query ? `?${entry.query}` : ''}`;
const holes = (entry) => Object.entries(headersOf(entry)).filter(([, value]) => value.includes(HOLE)).map(([name]) => name);
const isForm = (entry) => /multipart/.test(entry.headers?.['content-type'] ?? '');

function bodyOf(entry) {
  if (entry.request === undefined || entry.method === 'GET') return '';
  return typeof entry.request === 'string' ? entry.request : JSON.stringify(entry.request);
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

export function asCurl(entry) {
  const url = entry.kind === 'delivery' ? pathOf(entry) : location.origin + pathOf(entry);
  const note = holes(entry).length ? `# put your own value in the place of ${HOLE}\n` : '';
  const headers = Object.entries(headersOf(entry)).map(([name, value]) => ` \\\n  -H ${quoted(`${name}: ${value}`)}`).join('');
  const body = bodyOf(entry);
  const sent = isForm(entry) ? ' \\\n  # it was a form with files' : body ? ` \\\n  -d ${quoted(body)}` : '';
  return `${note}curl -s -X ${entry.method} ${quoted(url)}${headers}${sent}`;
}

/** A JSON value as Python writes it. */
export function python(value, indent = 0) {
  const pad = ' '.repeat(indent + 4);
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (Array.isArray(value)) return value.length ? `[\n${value.map((one) => `${pad}${python(one, indent + 4)},\n`).join('')}${' '.repeat(indent)}]` : '[]';
  if (typeof value === 'object') {
    const rows = Object.entries(value).map(([name, one]) => `${pad}${JSON.stringify(name)}: ${python(one, indent + 4)},\n`);
    return rows.length ? `{\n${rows.join('')}${' '.repeat(indent)}}` : '{}';
  }
  return JSON.stringify(value);
}

export function asPytest(entry) {
  const body = bodyOf(entry) && typeof entry.request === 'object' ? `        json=${python(entry.request, 8)},\n` : bodyOf(entry) ? `        data=${python(bodyOf(entry))},\n` : '';
  const refused = entry.refused ? `    chatmock.journal.assert_called(${python(entry.operation ?? '')}, refused=True)\n` : `    chatmock.journal.assert_called(${python(entry.operation ?? '')})\n`;
  const hole = holes(entry).length ? `    # put the credential of the application in the place of ${HOLE}\n` : '';
  return `import requests\n\n\ndef test_${(entry.operation || 'request').replace(/\W+/g, '_')}(chatmock):\n${hole}`
    + `    answer = requests.request(\n        ${python(entry.method)},\n        chatmock.url + ${python(pathOf(entry))},\n        headers=${python(headersOf(entry), 8)},\n${body}    )\n`
    + `    assert answer.status_code == ${entry.status}\n${entry.operation ? refused : ''}`;
}

export function asScript(entry) {
  const hole = holes(entry).length ? `// put your own value in the place of ${HOLE}\n` : '';
  const body = bodyOf(entry);
  const sent = body ? `,\n  body: ${typeof entry.request === 'object' ? `JSON.stringify(${JSON.stringify(entry.request, null, 2).replaceAll('\n', '\n  ')})` : JSON.stringify(body)}` : '';
  const url = entry.kind === 'delivery' ? pathOf(entry) : location.origin + pathOf(entry);
  return `${hole}const answer = await fetch(${JSON.stringify(url)}, {\n  method: ${JSON.stringify(entry.method)},\n  headers: ${JSON.stringify(headersOf(entry), null, 2).replaceAll('\n', '\n  ')}${sent},\n});\nconsole.log(answer.status, await answer.json());\n`;
}

/** A fault as the fixture takes it. */
export function faultAsPytest({ operation, ...details }) {
  const fields = Object.entries(details).filter(([name]) => !['number', 'struck', 'added_at'].includes(name));
  return `chatmock.faults.add(${[python(operation), ...fields.map(([name, value]) => `${name}=${python(value)}`)].join(', ')})`;
}
