// Compiles the schemas of standard input with Ajv in strict mode, and judges a value with each.
// In: {name: {schema, values}}. Out: {name: [whether each value is valid]}, or {name: "the reason"}.
const Ajv = require("ajv/dist/2020").default;

const judged = ({ schema, values }) => {
  try {
    const validate = new Ajv({ strict: true }).compile(schema);
    return values.map((value) => validate(value));
  } catch (error) {
    return error.message;
  }
};
const given = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const results = Object.entries(given).map(([name, item]) => [name, judged(item)]);
process.stdout.write(JSON.stringify(Object.fromEntries(results)));
