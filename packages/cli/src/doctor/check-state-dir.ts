import { access, constants, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Check, Finding } from "./finding.ts";
import { nearestExisting } from "./nearest-existing.ts";

/** The state directory can be written, and whoever holds it is the core that answers. */
export const checkStateDir: Check = async (patient) => [
  await checkWritable(patient.stateDir),
  ...(await checkHolder(patient)),
];

async function checkWritable(stateDir: string): Promise<Finding> {
  const place = await nearestExisting(stateDir);
  try {
    await access(place, constants.W_OK | constants.X_OK);
    const detail = place === stateDir ? stateDir : `${stateDir} (will be created)`;
    return { name: "state directory", state: "ok", detail };
  } catch (error) {
    const detail = `${place} cannot be written (${(error as NodeJS.ErrnoException).code})`;
    const mend = "run as its owner, or choose another with `--state-dir` or `HYPERHIVE_STATE_DIR`";
    return { name: "state directory", state: "problem", detail, mend };
  }
}

async function checkHolder({ stateDir, core }: Parameters<Check>[0]): Promise<Finding[]> {
  const pid = await holderOf(stateDir);
  if (pid === undefined || core?.pid === pid) return [];
  const detail = `held by process ${pid}, which does not answer on this socket`;
  const mend = "name its run directory with `--run-dir`, or stop that process";
  return [{ name: "state lock", state: "problem", detail, mend }];
}

/** The process that says it holds the directory, if it still lives. */
async function holderOf(stateDir: string): Promise<number | undefined> {
  try {
    const pid = Number.parseInt(await readFile(join(stateDir, "core.pid"), "utf8"), 10);
    if (!(pid > 0)) return undefined;
    await access(`/proc/${pid}`);
    return pid;
  } catch {
    // No such file, or no such process: nobody holds it.
    return undefined;
  }
}
