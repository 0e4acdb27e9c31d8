// Print what the parser of AsyncAPI finds in a document, but hints.
const { readFileSync } = require("node:fs");
const { Parser } = require("@asyncapi/parser");

const HINT = 2;
new Parser().validate(readFileSync(process.argv[2], "utf8")).then((found) => {
  const told = found.filter((one) => one.severity < HINT).map((one) => `${one.path.join("/")}: ${one.message}`);
  console.log(JSON.stringify({ told, all: found.length }));
});
