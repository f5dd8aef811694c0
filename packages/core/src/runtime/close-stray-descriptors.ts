import { closeSync, readdirSync, readFileSync } from "node:fs";

const CLOSE_ON_EXEC = 0o2000000;

/** Closes descriptors that whoever started this process left open to it and that every child would inherit, so that none ends in a cage.
 * Node marks its own, and the first inherited ones, as closed for children; what is left is known to nobody. */
export function closeStrayDescriptors(): void {
  for (const fd of readdirSync("/proc/self/fd").map(Number)) {
    if (fd > 2 && reachesChildren(fd)) closeSync(fd);
  }
}

function reachesChildren(fd: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "utf8"))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch (error) {
    // The descriptor of the listing itself is gone by now.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
