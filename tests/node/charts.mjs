// Parses each chart of a folder with Mermaid, in a page that jsdom makes.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, folder] = process.argv.slice(2);
const load = createRequire(join(packages, "x.js")).resolve;
const { JSDOM } = await import(pathToFileURL(load("jsdom")));
globalThis.window = new JSDOM("<body></body>").window;
globalThis.document = globalThis.window.document;
const mermaid = (await import(pathToFileURL(join(packages, "mermaid/dist/mermaid.core.mjs")))).default;
for (const name of readdirSync(folder)) {
  const found = await mermaid.parse(readFileSync(join(folder, name), "utf8"));
  console.log(`${name}: ${found.diagramType}`);
}
