import { suite } from "node:test";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { unitTestFiles } from "./test-environment.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

// All unit tests in one process, a suite per file: starting a process for each would take longer than the tests.
// Every suite is known at once, or --test-force-exit ends the process after the first; the files load one by one,
// because the tests of a file find their suite by the asynchronous context in which that file is evaluated.
let loaded: Promise<unknown> = Promise.resolve();
for (const file of unitTestFiles(process.env)) {
  void suite(file, () => {
    loaded = Promise.allSettled([loaded]).then(() => import(pathToFileURL(join(root, file)).href));
    return loaded as Promise<void>;
  });
}
