/** The applications of one test, one for each platform it asks for; what stands here acts on all of them. */
export class Chatmock extends Tenants {
    /**
     * @param {import('./control.js').Control} server
     * @param {import('../types/api.js').Group} begun
     */
    constructor(server: import("./control.js").Control, begun: import("../types/api.js").Group);
    group: string;
    /** Its application of Sendbird. */
    sendbird(): Promise<Sendbird>;
    /** Its application of ConnectyCube. */
    connectycube(): Promise<ConnectyCube>;
    /** Its application of Tencent Chat. */
    tencent(): Promise<Tencent>;
    /** Serve these applications no more; nothing happens where they are gone. */
    remove(): Promise<void>;
    #private;
}
import { Tenants } from './tenants.js';
import { Sendbird } from './sendbird.js';
import { ConnectyCube } from './connectycube.js';
import { Tencent } from './tencent.js';
