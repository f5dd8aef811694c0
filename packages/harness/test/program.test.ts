import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { CoreStub } from "./core-stub.ts";

function start(name: "hive-ag3nt" | "hive-m1nd", words: string[], env: Record<string, string> = {}) {
  const program = fileURLToPath(new URL(`../src/bin/${name}.ts`, import.meta.url));
  return spawn(process.execPath, [program, ...words], {
    env: { HOME: "/nowhere", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

for (const words of [[], ["help"], ["serve", "now"]]) {
  test(`the words ${JSON.stringify(words)} are refused with what was expected`, async () => {
    const child = start("hive-ag3nt", words);
    const [said] = await Promise.all([text(child.stderr), once(child, "exit")]);
    assert.equal(child.exitCode, 2);
    assert.match(said, /expected `serve` or `mcp`/);
  });
}

test("a word that cannot be understood in the environment is named", async () => {
  const child = start("hive-m1nd", ["serve"], { HYPERHIVE_MODEL_ACCESS: "magic" });
  const [said] = await Promise.all([text(child.stderr), once(child, "exit")]);
  assert.equal(child.exitCode, 1);
  assert.match(said, /`HYPERHIVE_MODEL_ACCESS` to be key or login, got "magic"/);
});

test("SIGTERM ends an idle harness with 0 within seconds, and the manager's harness says that it is one", async () => {
  await using undo = new AsyncDisposableStack();
  const root = await mkdtemp(join(tmpdir(), "harness-program-"));
  undo.defer(() => rm(root, { recursive: true, maxRetries: 10 }));
  const core = new CoreStub(join(root, "mcp.sock"));
  await core.start();
  undo.defer(() => core.stop());
  const env = {
    HYPERHIVE_SOCKET: join(root, "mcp.sock"),
    HYPERHIVE_STATE: root,
    HYPERHIVE_CONFIG: join(root, "none"),
    HOME: root,
  };
  const child = start("hive-m1nd", ["serve"], env);
  const exited = once(child, "exit");
  undo.defer(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  await core.until("the wait for a message", () => core.cmds.includes("recv") && /defaults/.test(core.notes()));
  const before = Date.now();
  child.kill("SIGTERM");
  await exited;
  assert.equal(child.exitCode, 0);
  assert.ok(Date.now() - before < 30_000, "it does not sit out its wait for a message");
  assert.deepEqual(core.harnesses, ["hive-m1nd"]);
});
