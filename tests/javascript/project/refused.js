// What goes wrong, in words.
import { connect } from '@chatmock/client';
import { startServer } from '@chatmock/client/server';

const said = async (promise) => promise.then(() => 'nothing was refused', (error) => JSON.stringify(error.message));
console.log(await said(connect('http://127.0.0.1:1')));
console.log(await said(startServer({ command: ['no-such-chatmock'] })));
console.log(await said(startServer({ seed: 'lnch' })));
const server = await startServer();
const chatmock = await server.application();
const alice = await (await chatmock.sendbird()).user('alice');
console.log(await said(alice.does('sayz')));
console.log(await said(chatmock.faults.add('list_userz', { code: 500910 })));
console.log(await said(chatmock.journal.assertCalled('list_users')));
console.log(await said(chatmock.control.call('no_such')));
console.log(await said(startServer({ seeds: 'lunch' })));
console.log(await said(startServer({ url: server.url, seed: 'lunch' })));
console.log(await said(server.application({ idleSeconds: 60 })));
