// Serves an empty page and the client's files, as any server of pages does.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';

createServer(async ({ url }, answer) => {
  if (!url.startsWith('/client/')) return answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>page</title>');
  const text = await readFile(new URL(`node_modules/@chatmock/client/${url.slice('/client/'.length)}`, import.meta.url));
  return answer.writeHead(200, { 'Content-Type': 'text/javascript' }).end(text);
}).listen(Number(process.env.PAGES_PORT), '127.0.0.1');
