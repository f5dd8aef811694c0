import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { inspect, promisify } from "node:util";
import { createBwrapRuntime } from "./bwrap-runtime.ts";
import { runtimeSuite } from "./runtime.suite.ts";

const log = { warn: (facts: object, message: string) => assert.fail(`${message}: ${inspect(facts)}`) };
const isRoot = process.getuid?.() === 0;

runtimeSuite(isRoot ? "bwrap, as root" : "bwrap, as an ordinary account", {
  limits: "refused",
  createRuntime: (runDir) => createBwrapRuntime({ runDir, log }),
  holder: fileURLToPath(new URL("./bwrap-holder.fixture.ts", import.meta.url)),
  ...(isRoot ? { account: { uid: 210_000, gid: 210_000 } } : {}),
});

test("an ordinary account passes the same suite", { skip: !isRoot, timeout: 900_000 }, async (context) => {
  const asAccount = ["--reuid=210001", "--regid=210001", "--clear-groups", process.execPath];
  const run = (...args: string[]) =>
    promisify(execFile)("setpriv", [...asAccount, ...args], { env: { PATH: process.env.PATH }, cwd: "/" });
  const file = fileURLToPath(import.meta.url);
  const readable = await run("--check", file).then(
    () => true,
    () => false,
  );
  if (!readable) return context.skip("the checkout lies below a directory that other accounts cannot enter");
  const { stdout } = await run("--test-reporter=tap", file).catch((error: { stdout: string }) => error);
  assert.match(stdout, /^# fail 0$/m, stdout);
});
