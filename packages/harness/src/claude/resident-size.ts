import { readFile } from "node:fs/promises";

/** Memory that a process holds, in bytes; undefined when it is gone. */
export async function residentSize(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/status`, "utf8").catch(() => undefined);
  return text === undefined ? undefined : parseResident(text);
}

/** Reads `VmRSS` of a `/proc/<pid>/status`, in bytes. */
function parseResident(status: string): number | undefined {
  const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
