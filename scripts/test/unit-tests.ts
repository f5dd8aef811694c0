import { suite } from "node:test";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { unitTestFiles } from "./test-environment.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

// All unit tests in one process, a suite per file: starting a process for each would take longer than the tests.
for (const file of unitTestFiles(process.env)) {
  await suite(file, async () => {
    await import(pathToFileURL(join(root, file)).href);
  });
}
