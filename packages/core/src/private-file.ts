import { closeSync, openSync } from "node:fs";

/** Makes an empty file that only its owner may read, unless there is one already; that one is not even opened, since closing it would drop locks this process has on it. */
export function createPrivateFile(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
