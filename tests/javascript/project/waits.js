// A script that is killed while its server runs.
import { startServer } from '@chatmock/client/server';

console.log((await startServer()).url);
setInterval(() => {}, 1000);
