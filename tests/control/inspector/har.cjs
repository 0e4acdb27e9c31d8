// Reads an archive and holds it against the format, with a validator that is not ours.
'use strict';
const { readFileSync } = require('node:fs');
const { har } = require(`${process.env.CHATMOCK_CLIENTS}/node_modules/har-validator`);

har(JSON.parse(readFileSync(0, 'utf8'))).catch(({ errors }) => {
  console.log(JSON.stringify(errors, null, 1));
  process.exitCode = 1;
});
