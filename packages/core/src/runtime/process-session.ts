import { listProcesses, type ProcessRow, signalProcess, waitUntilEnded } from "./process-table.ts";

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

/** Kills a whole session and all that descends from it, whatever session that leads by now, and resolves when nothing of it runs; rejects after `timeoutMs`. */
export async function killSession(leader: number, timeoutMs = 5_000): Promise<void> {
  const family = await holdFamily(leader);
  for (const row of family) await signalProcess(row, "SIGKILL");
  if (!(await waitUntilEnded(family, timeoutMs)))
    throw new Error(`session ${leader} survived SIGKILL for ${timeoutMs} ms`);
}

/** Stops a session and all that descends from it: what is stopped starts nothing more, so what was found is all there is. */
async function holdFamily(leader: number): Promise<readonly ProcessRow[]> {
  const family = new Map<number, ProcessRow>();
  for (;;) {
    const fresh = (await listProcesses()).filter(
      (row) => !family.has(row.pid) && (row.session === leader || family.has(row.parent)),
    );
    if (fresh.length === 0) return [...family.values()];
    for (const row of fresh) {
      family.set(row.pid, row);
      await signalProcess(row, "SIGSTOP");
    }
  }
}
