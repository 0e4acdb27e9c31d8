// Prints what a method of the package gives: node sign.cjs FOLDER SDKAPPID KEY METHOD ARGUMENTS, which are JSON; without METHOD their names.
const [folder, app, key, method, given] = process.argv.slice(2);
const { Api } = require(`${folder}/node_modules/tls-sig-api-v2`);
const api = new Api(Number(app), key);
const names = Object.keys(Api.prototype).filter((name) => !name.startsWith('_'));
process.stdout.write(method ? api[method](...JSON.parse(given)) : names.join(' '));
