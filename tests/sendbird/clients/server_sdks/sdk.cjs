// The vendor's server SDKs for JavaScript and TypeScript: which methods they have, and one call after the other.
'use strict';

const path = require('node:path');
const readline = require('node:readline');

const NODE_MODULES = path.join(process.env.CHATMOCK_CLIENTS, 'node_modules');
const js = require(path.join(NODE_MODULES, 'sendbird-platform-sdk'));
const TYPESCRIPT = path.join(NODE_MODULES, 'sendbird-platform-sdk-typescript');
const ts = require(TYPESCRIPT);
const { ObjectSerializer } = require(path.join(TYPESCRIPT, 'dist/models/ObjectSerializer'));

/** The names of a function's arguments. */
function argumentsOf(source) {
  return source.slice(source.indexOf('(') + 1, source.indexOf(')')).split(',').map((name) => name.trim()).filter(Boolean);
}

/** All that a pattern finds: the name on the wire and the argument that has it. */
function pairs(source, pattern) {
  return Object.fromEntries([...source.matchAll(pattern)].map((found) => [found[1], found[2]]));
}

function named(name) {
  return name[0].toUpperCase() + name.slice(1);
}

/** The methods of an SDK's classes of a name that ends in Api. */
function* classes(sdk) {
  for (const [api, made] of Object.entries(sdk)) if (api.endsWith('Api')) yield [api, made];
}

function readJs() {
  const found = [];
  for (const [api, made] of classes(js)) {
    for (const name of Object.getOwnPropertyNames(made.prototype)) {
      const whole = made.prototype[`${name}WithHttpInfo`];
      if (!whole) continue;
      const source = whole.toString();
      const [, address, method] = source.match(/callApi\('([^']+)', '(\w+)'/);
      const query = source.slice(source.indexOf('var queryParams'), source.indexOf('var headerParams'));
      found.push({
        api, name, method, path: address, args: argumentsOf(source),
        paths: pairs(source.slice(source.indexOf('var pathParams'), source.indexOf('var queryParams')), /'(\w+)': (\w+)/g),
        query: { ...pairs(query, /'([\w.]+)': (?:[\w.]+buildCollectionParam\()?(\w+)[,\n ]/g), ...pairs(query, /'([\w.]+)': [^\n]*?opts\['(\w+)'\]/g) },
        form: pairs(source.slice(source.indexOf('var formParams'), source.indexOf('var authNames')), /'([\w.]+)': [^\n]*?opts\['(\w+)'\]/g),
        body: (source.match(/postBody = opts\['(\w+)'\]/) ?? source.match(/postBody = (?!null)(\w+);/))?.[1],
      });
    }
  }
  return found;
}

function readTs() {
  const found = [];
  for (const [api] of classes(ts)) {
    const factory = require(path.join(TYPESCRIPT, 'dist/apis', api))[`${api}RequestFactory`];
    for (const name of Object.getOwnPropertyNames(factory.prototype).filter((one) => one !== 'constructor')) {
      const source = factory.prototype[name].toString();
      const body = source.match(/stringify\([\w.]+serialize\((\w+), "([^"]+)"/);
      found.push({
        api, name, method: source.match(/HttpMethod\.(\w+)/)[1], path: source.match(/localVarPath = '([^']+)'/)[1],
        args: argumentsOf(source).filter((one) => one !== '_options'),
        paths: pairs(source, /replace\('\{' \+ '(\w+)' \+ '\}', encodeURIComponent\(String\((\w+)\)\)\)/g),
        query: pairs(source, /setQueryParam\("([\w.]+)", [\w.]+serialize\((\w+),/g),
        form: pairs(source, /append\('([\w.]+)', (\w+)/g),
        body: body?.[1], type: body?.[2],
      });
    }
  }
  return found;
}

const methods = { js: readJs(), ts: readTs() };

/** The fields of a model and the models of those: names on the wire, with dots where one stands in another. */
function fieldsOf(sdk, model, depth = 4) {
  const rows = sdk === 'ts'
    ? (ts[model]?.getAttributeTypeMap?.() ?? []).map((one) => [one.baseName, one.type.match(/\w+(?=>*$)/)?.[0]])
    : [...(js[model]?.constructFromObject?.toString() ?? '').matchAll(/hasOwnProperty\('([^']+)'\)\) \{[^;]*?(?:_(\w+)\["default"\](?:\.constr|\])[^;]*)?;/g)]
      .map((one) => [one[1], one[2]]);
  return depth ? rows.flatMap(([name, inner]) => [name, ...fieldsOf(sdk, inner, depth - 1).map((one) => `${name}.${one}`)]) : [];
}

function bodyOf(sdk, about) {
  return fieldsOf(sdk, sdk === 'ts' ? about.type : about.body && named(about.body));
}

/** What each method can put into a request: names in the query, in a form and in the body, and whether it has a body. */
function requests() {
  return Object.entries(methods).flatMap(([sdk, all]) => all.map((about) => ({
    name: `${sdk} ${about.api}.${about.name}`, method: about.method, path: about.path,
    names: [...Object.keys(about.query), ...Object.keys(about.form), ...bodyOf(sdk, about)],
    takesAnything: Boolean(about.body) && !bodyOf(sdk, about).length,
  })));
}

/** What each argument of a method is: the token, a part of the address, of the query, of a form, or the body. */
function values(about, given) {
  const found = { apiToken: given.token };
  for (const [wire, name] of Object.entries(about.paths)) found[name] = given.paths[wire];
  for (const [wire, name] of Object.entries(about.query)) found[name] = given.query[wire];
  for (const [wire, name] of Object.entries(about.form)) found[name] = (given.body ?? {})[wire];
  if (about.body) found[about.body] = given.body;
  return found;
}

async function callJs(about, given) {
  const api = new js[about.api](new js.ApiClient(given.host));
  const all = values(about, given);
  const opts = Object.fromEntries(Object.entries(all).filter(([name, one]) => !about.args.includes(name) && one !== undefined));
  return api[about.name](...about.args.map((name) => (name === 'opts' ? opts : all[name])));
}

async function callTs(about, given) {
  const configuration = ts.createConfiguration({ baseServer: new ts.ServerConfiguration(given.host, {}) });
  const all = values(about, given);
  if (about.type && given.body) all[about.body] = ObjectSerializer.deserialize(given.body, about.type, '');
  return new ts[about.api](configuration)[about.name](...about.args.map((name) => all[name]));
}

async function answer({ verb, given }) {
  if (verb === 'methods') return methods;
  if (verb === 'requests') return requests();
  const about = methods[given.sdk].find((one) => one.api === given.api && one.name === given.name);
  const result = await (given.sdk === 'js' ? callJs : callTs)(about, given);
  return result === undefined ? null : result;
}

readline.createInterface({ input: process.stdin }).on('line', async (line) => {
  const asked = JSON.parse(line);
  try {
    process.stdout.write(`${JSON.stringify({ id: asked.id, result: await answer(asked) })}\n`);
  } catch (error) {
    const body = error.body ?? error.response?.text ?? error.stack ?? String(error);
    process.stdout.write(`${JSON.stringify({ id: asked.id, error: { code: error.status ?? error.code ?? 0, message: JSON.stringify(body) } })}\n`);
  }
});
