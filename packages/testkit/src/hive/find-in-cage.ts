import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { cageName, toAgentName } from "@hyperhive/wire";

/** Finds the host's pid of the process in an agent's cage whose command line has a word that ends so; its own children, which look like it until they have begun, do not count. Throws when there is none, or more than one. */
export function findInCage(runDir: string, agent: string, ending: string): number {
  const record = readFileSync(join(runDir, "cages", `${cageName(toAgentName(agent))}.json`), "utf8");
  const { processes } = JSON.parse(record) as { processes: { first: { pid: number } } };
  const space = pidSpace(processes.first.pid);
  const found = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => pidSpace(pid) === space && commandOf(pid).some((word) => word.endsWith(ending)));
  const first = found.filter((pid) => !found.includes(parentOf(pid)));
  if (first.length === 1) return first[0] as number;
  throw new Error(`expected one process ending in ${ending} in the cage of ${agent}, found ${first.length}`);
}

// Processes come and go while they are looked at.
function pidSpace(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined;
  }
}

function parentOf(pid: number): number {
  try {
    // Behind the name, which may hold brackets itself, stand the state and the parent.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return Number(parent);
  } catch {
    return 0;
  }
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, 2);
  } catch {
    return [];
  }
}
