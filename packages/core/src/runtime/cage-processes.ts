import {
  isRunning,
  listProcesses,
  type ProcessRef,
  type ProcessRow,
  signalProcess,
  waitUntilEnded,
} from "./process-table.ts";

/** The host's view of one cage: everything that must be gone before it counts as stopped. */
export type CageProcesses = {
  /** The outermost process; ends with the exit code of the first process. */
  readonly keeper: ProcessRef;
  /** The user-mode network of `internet`. */
  readonly slirp?: ProcessRef;
  /** Process 1 of the cage: when it dies, all in the cage dies. */
  readonly init?: ProcessRef;
  /** The program that was asked for. */
  readonly first?: ProcessRef;
};

/** What `findInside` saw below a keeper. */
export type Inside = { readonly init: ProcessRef; readonly first: ProcessRow };

/** Finds the cage's process 1 and its oldest child below a keeper; orphans that process 1 took over are always younger. */
export function findInside(rows: readonly ProcessRow[], processes: CageProcesses): Inside | undefined {
  const children = (parent: ProcessRef) =>
    rows.filter((row) => row.parent === parent.pid).toSorted((a, b) => a.startTime - b.startTime || a.pid - b.pid);
  const monitor = children(processes.keeper).find((row) => row.pid !== processes.slirp?.pid);
  const init = monitor && children(monitor)[0];
  const first = init && children(init)[0];
  return init && first && { init: refOf(init), first };
}

/** Adds process 1 and the first process when an earlier core died before it could record them. */
export async function completeProcesses(processes: CageProcesses): Promise<CageProcesses> {
  if (processes.init && processes.first) return processes;
  const inside = findInside(await listProcesses(), processes);
  return inside ? { ...processes, init: inside.init, first: refOf(inside.first) } : processes;
}

/** Tells whether anything of the cage itself still runs; the network's helper alone is no cage. */
export async function isCageRunning({ keeper, init }: CageProcesses): Promise<boolean> {
  return (await isRunning(keeper)) || (init !== undefined && (await isRunning(init)));
}

/** Waits until every process of the cage is gone; `false` when `timeoutMs` passed first. */
export async function waitUntilGone(processes: CageProcesses, timeoutMs: number): Promise<boolean> {
  return await waitUntilEnded(knownOf(processes), timeoutMs);
}

/** Kills what is left of a cage, from the inside out, and resolves when nothing of it runs; rejects after `timeoutMs`. */
export async function killCage(processes: CageProcesses, timeoutMs = 5_000): Promise<void> {
  const all = await completeProcesses(processes);
  const refs = [...knownOf(all), ...(await childrenOf(all.keeper))];
  for (const ref of refs) await signalProcess(ref, "SIGKILL");
  if (!(await waitUntilEnded(refs, timeoutMs))) {
    throw new Error(`processes ${JSON.stringify(all)} survived SIGKILL for ${timeoutMs} ms`);
  }
}

function knownOf({ init, keeper, slirp }: CageProcesses): readonly ProcessRef[] {
  return [init, keeper, slirp].filter((ref) => ref !== undefined);
}

// The program that made the cage waits between the keeper and the inside.
async function childrenOf(keeper: ProcessRef): Promise<readonly ProcessRef[]> {
  if (!(await isRunning(keeper))) return [];
  return (await listProcesses()).filter(({ parent }) => parent === keeper.pid).map(refOf);
}

/** Drops what only one reading of the process table knows. */
export function refOf({ pid, startTime }: ProcessRef): ProcessRef {
  return { pid, startTime };
}
