import { fileURLToPath } from "node:url";
import { schemaDocuments } from "./schemas/schema-documents.ts";
import { staleFiles, writeFiles } from "./schemas/schema-files.ts";

const dir = fileURLToPath(new URL("../packages/wire/schemas", import.meta.url));

if (process.argv.includes("--check")) {
  const stale = await staleFiles(dir, schemaDocuments());
  for (const name of stale) process.stderr.write(`packages/wire/schemas/${name} is stale: run \`npm run generate\`\n`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  await writeFiles(dir, schemaDocuments());
}
