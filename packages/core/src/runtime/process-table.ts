import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

/** A process that cannot be mistaken for a later one with the same number: `startTime` is in clock ticks since boot. */
export type ProcessRef = { readonly pid: number; readonly startTime: number };

/** One living process as the host sees it. */
export type ProcessRow = ProcessRef & {
  readonly parent: number;
  readonly session: number;
  readonly command: string;
};

/** Parses one `/proc/<pid>/stat` line; a zombie counts as gone and gives `undefined`. */
export function parseStat(line: string): ProcessRow | undefined {
  const open = line.indexOf("(");
  const close = line.lastIndexOf(")");
  const fields = line
    .slice(close + 2)
    .trim()
    .split(" ");
  if (open < 0 || close < open || fields.length < 20) return undefined;
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  return {
    pid: Number(line.slice(0, open)),
    command: line.slice(open + 1, close),
    parent: Number(fields[1]),
    session: Number(fields[3]),
    startTime: Number(fields[19]),
  };
}

/** Reads one living process, `undefined` when there is none with this number. */
export async function readProcess(pid: number): Promise<ProcessRow | undefined> {
  try {
    return parseStat(await readFile(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Lists every living process that the host shows to this account. */
export async function listProcesses(): Promise<readonly ProcessRow[]> {
  const names = await readdir("/proc");
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const rows = await Promise.all(pids.map(readProcess));
  return rows.filter((row) => row !== undefined);
}

/** Tells whether exactly this process still runs. */
export async function isRunning(ref: ProcessRef): Promise<boolean> {
  return (await readProcess(ref.pid))?.startTime === ref.startTime;
}

/** Waits until none of these processes runs; `false` when `timeoutMs` passed first. */
export async function waitUntilEnded(refs: readonly ProcessRef[], timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const running = await Promise.all(refs.map((ref) => isRunning(ref)));
    if (!running.includes(true)) return true;
    if (performance.now() >= deadline) return false;
    await delay(10);
  }
}

/** Sends a signal to exactly this process; one that is gone is no error. */
export async function signalProcess(ref: ProcessRef, signal: NodeJS.Signals): Promise<void> {
  if (!(await isRunning(ref))) return;
  try {
    process.kill(ref.pid, signal);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ESRCH";
}
