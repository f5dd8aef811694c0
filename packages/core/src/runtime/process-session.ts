import { setTimeout as delay } from "node:timers/promises";
import { listProcesses, type ProcessRow, signalProcess } from "./process-table.ts";

/** Lists what runs in the session that a detached child leads, the leader included; namespaces make no difference. */
async function listSession(leader: number): Promise<readonly ProcessRow[]> {
  return (await listProcesses()).filter((row) => row.session === leader);
}

/** Signals every process of a session but its leader, parents first: one whose child ends before it is signalled would go on as if that child had ended by itself. */
export async function signalFollowers(leader: number, signal: NodeJS.Signals): Promise<number> {
  const followers = (await listSession(leader)).filter((row) => row.pid !== leader);
  for (const row of followers.toSorted(byAge)) await signalProcess(row, signal);
  return followers.length;
}

function byAge(one: ProcessRow, other: ProcessRow): number {
  return one.startTime - other.startTime || one.pid - other.pid;
}

/** Kills a whole session and resolves when it is empty; rejects after `timeoutMs`. */
export async function killSession(leader: number, timeoutMs = 5_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const rows = await listSession(leader);
    if (rows.length === 0) return;
    if (performance.now() >= deadline) throw new Error(`session ${leader} survived SIGKILL for ${timeoutMs} ms`);
    await Promise.all(rows.map((row) => signalProcess(row, "SIGKILL")));
    await delay(10);
  }
}
