import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { type CageProcesses, findInside, refOf } from "./cage-processes.ts";
import { parseExitCode } from "./cage-record.ts";
import { isRunning, listProcesses, readProcess } from "./process-table.ts";

/** Resolves once the program that was asked for runs, or ran and ended; rejects when it could not be started. */
export async function awaitFirstProcess(processes: CageProcesses, statusFile: string): Promise<CageProcesses> {
  while (await isRunning(processes.keeper)) {
    const inside = findInside(await listProcesses(), processes);
    // Until it executes the program, the first process is a copy of process 1 and bears its name.
    if (inside && inside.first.command !== (await readProcess(inside.init.pid))?.command) {
      return { ...processes, init: inside.init, first: refOf(inside.first) };
    }
    await delay(5);
  }
  if (parseExitCode(await readFile(statusFile, "utf8")) === undefined)
    throw new Error("it ended before its program ran");
  return processes;
}
