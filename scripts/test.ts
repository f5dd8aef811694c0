import { fileURLToPath } from "node:url";
import { runInForeground } from "./set-up/run-in-foreground.mjs";
import { findTestFiles } from "./test/find-test-files.ts";
import type { TestFiles } from "./test/find-test-files.ts";
import { createTestEnvironment } from "./test/test-environment.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const gate = fileURLToPath(new URL("../checks/main.ts", import.meta.url));
const unitTests = fileURLToPath(new URL("./test/unit-tests.ts", import.meta.url));

/** Of one test or hook with all its subtests; node counts neither suites nor files. A slow machine must be able to pass it, since only what hangs waits for it. */
const testTimeoutMs = 300_000;

/** All tests together; only what a test left open (a socket, a child) keeps a run going for this long. */
const runTimeoutMs = 45 * 60_000;

const words = process.argv.slice(2);
process.chdir(root);
process.exitCode = words.length === 0 ? await gateThenTests() : await runTests(await findTestFiles(root, words));

/** A tree that does not pass the gate is not tested: its complaints would be lost above the output of the tests. */
async function gateThenTests(): Promise<number> {
  const code = await runInForeground(process.execPath, [gate]);
  return code === 0 ? runTests(await findTestFiles(root, [])) : code;
}

async function runTests({ unit, system }: TestFiles): Promise<number> {
  if (unit.length + system.length === 0) {
    process.stderr.write(`expected a part of the path of a test file, got ${words.join(" ")}: no file matches\n`);
    return 2;
  }
  await using environment = await createTestEnvironment(unit);
  const options = ["--test", "--test-concurrency=2", `--test-timeout=${testTimeoutMs}`, "--test-reporter=spec"];
  const files = unit.length === 0 ? system : [unitTests, ...system];
  setTimeout(stopTests, runTimeoutMs).unref();
  return await runInForeground(process.execPath, [...options, ...files], { env: environment.variables });
}

/** The signal goes on to the test runner, which says what it was still running. */
function stopTests(): void {
  process.stderr.write(`expected all tests to end within ${runTimeoutMs / 60_000} minutes, stopping them\n`);
  process.kill(process.pid, "SIGINT");
}
