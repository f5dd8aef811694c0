import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";

const storedSchema = z.object({ session_id: z.string().min(1) });

/** Remembers which conversation to resume, across restarts of the harness. */
export interface SessionStore {
  /** The stored id; undefined when there is none or the file cannot be read. */
  read(): Promise<string | undefined>;
  /** Throws when the file cannot be written. */
  write(sessionId: string): Promise<void>;
  forget(): Promise<void>;
}

/** Keeps the id in a file of its own; a write is whole or not there. */
export function fileSessionStore(path: string): SessionStore {
  return {
    async read() {
      const text = await readFile(path, "utf8").catch(() => undefined);
      return text === undefined ? undefined : parseStored(text);
    },
    async write(sessionId) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.new`, `${JSON.stringify({ session_id: sessionId })}\n`);
      await rename(`${path}.new`, path);
    },
    async forget() {
      await rm(path, { force: true });
    },
  };
}

function parseStored(text: string): string | undefined {
  try {
    return storedSchema.parse(JSON.parse(text)).session_id;
  } catch {
    // A damaged file means a new conversation, which is what a missing one means too.
    return undefined;
  }
}
