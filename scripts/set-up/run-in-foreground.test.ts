import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const inForeground = fileURLToPath(new URL("./test-support/in-foreground.ts", import.meta.url));
const countSignals = fileURLToPath(new URL("./test-support/count-signals.ts", import.meta.url));

/** Starts a program in the foreground of another, as the leader of a process group of its own, as a shell would. */
function start(...args: readonly string[]) {
  const parent = spawn(process.execPath, [inForeground, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => (await lines.next()).value;
  const ended = once(parent, "exit") as Promise<[number | null, string | null]>;
  return { parent, nextLine, ended, group: -(parent.pid ?? assert.fail("not started")) };
}

test("the exit code of the program is ours", async () => {
  const { parent, nextLine, ended } = start(countSignals);
  await nextLine();
  parent.kill("SIGHUP");
  assert.deepEqual(await ended, [7, null]);
});

test("a program that a signal ended gives 128 and the number of the signal", async () => {
  const { ended } = start("--eval", "process.kill(process.pid, 'SIGTERM')");
  assert.deepEqual(await ended, [143, null]);
});

test("ctrl-C, which reaches the group and comes again from npm, reaches the program once", async () => {
  const { parent, nextLine, ended, group } = start(countSignals);
  await nextLine();
  process.kill(group, "SIGINT");
  parent.kill("SIGINT");
  assert.equal(await nextLine(), "SIGINT");
  process.kill(group, "SIGTERM");
  assert.equal(await nextLine(), "SIGTERM");
  parent.kill("SIGHUP");
  assert.equal(await nextLine(), undefined);
  assert.deepEqual(await ended, [7, null]);
});

test("a program whose parent is killed is told to stop", async () => {
  const { parent, nextLine } = start(countSignals);
  const pid = Number(await nextLine());
  parent.kill("SIGKILL");
  assert.equal(await nextLine(), "SIGTERM");
  process.kill(pid, "SIGHUP");
});
