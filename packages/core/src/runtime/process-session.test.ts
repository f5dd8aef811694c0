import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { killSession } from "./process-session.ts";
import { listProcesses, readProcess } from "./process-table.ts";

/** Starts a shell in a session of its own; resolves with its pid and that of the process it names on its first line. */
async function startShell(script: string): Promise<{ readonly leader: number; readonly named: number }> {
  const { pid, stdout } = spawn("sh", ["-c", script], { detached: true, stdio: ["ignore", "pipe", "inherit"] });
  assert.ok(pid !== undefined);
  for await (const line of createInterface({ input: stdout })) return { leader: pid, named: Number(line) };
  throw new Error("expected a pid, got nothing");
}

test("a session is killed with all below it, also what leads a session of its own by then", async () => {
  const { leader, named } = await startShell(`setsid sh -c 'echo $$; trap "" TERM; while :; do sleep 1; done' & wait`);
  assert.equal((await readProcess(named))?.session, named);
  await killSession(leader);
  assert.equal(await readProcess(named), undefined);
  assert.equal(await readProcess(leader), undefined);
});

test("a session that goes on starting processes is killed with all of them", async () => {
  const { leader } = await startShell("echo $$; n=0; while [ $n -lt 300 ]; do sleep 60 & n=$((n + 1)); done; wait");
  await killSession(leader);
  assert.deepEqual(
    (await listProcesses()).filter(({ session }) => session === leader),
    [],
  );
});
