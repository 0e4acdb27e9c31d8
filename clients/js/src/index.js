export { Application, Person } from './application.js';
export { ConnectyCube, ConnectyCubeUser } from './connectycube.js';
export { ChatmockError, Control } from './control.js';
export { Chatmock } from './group.js';
export { Sendbird, SendbirdUser } from './sendbird.js';
export { ChatmockServer, connect } from './server.js';
export { Tencent, TencentUser } from './tencent.js';
