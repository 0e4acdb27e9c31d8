// Prints a UserSig of the package: node sign.cjs FOLDER SDKAPPID KEY USERID EXPIRE [ROOM]
const [folder, app, key, user, expire, room] = process.argv.slice(2);
const { Api } = require(`${folder}/node_modules/tls-sig-api-v2`);
const api = new Api(Number(app), key);
const text = room ? api.genPrivateMapKey(user, Number(expire), Number(room), 255) : api.genUserSig(user, Number(expire));
process.stdout.write(text);
