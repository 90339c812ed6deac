// Makes TypeScript of the schemas of standard input: {name: schema} to {name: code}.
const { compile } = require("json-schema-to-typescript");

const main = async () => {
  const given = JSON.parse(require("fs").readFileSync(0, "utf-8"));
  const made = {};
  for (const [name, schema] of Object.entries(given)) made[name] = await compile(schema, name);
  process.stdout.write(JSON.stringify(made));
};
main();
