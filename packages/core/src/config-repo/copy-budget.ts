import type { HiveError } from "@hyperhive/wire";
import { readHeldFile } from "../held-file.ts";
import type { HeldFolder } from "../held-folder.ts";
import { unsafe } from "./proposal-rules.ts";

/** What may be taken from one repository at most. */
export type CopyLimits = { readonly files: number; readonly entries: number; readonly bytes: number };

/** Enough for any configuration; what is over it costs the core time. */
export const COPY_LIMITS: CopyLimits = { files: 20_000, entries: 60_000, bytes: 64 * 1024 * 1024 };

/** What is left of the limits while a repository is copied. Throws `unsafe_repo` when they are reached. */
export class CopyBudget {
  #files: number;
  #entries: number;
  #bytes: number;

  constructor({ files, entries, bytes }: CopyLimits) {
    this.#files = files;
    this.#entries = entries;
    this.#bytes = bytes;
  }

  /** The names in a folder. */
  namesIn(folder: HeldFolder): readonly string[] {
    const names: string[] = [];
    for (const { name } of folder.entries()) {
      if (--this.#entries < 0) throw tooLarge();
      names.push(name);
    }
    return names;
  }

  /** Counts files that are going to be read. */
  spendFiles(count: number): void {
    this.#files -= count;
    if (this.#files < 0) throw tooLarge();
  }

  /** A file's bytes; undefined when it is no regular file, may not be read or has gone. */
  read(folder: HeldFolder, name: string): Buffer | undefined {
    try {
      const reading = readHeldFile(folder, name, { maxBytes: this.#bytes });
      if (reading.kind === "not_a_file") return undefined;
      if (reading.kind === "too_large") throw tooLarge();
      this.#bytes -= reading.bytes.length;
      return reading.bytes;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "EACCES") return undefined;
      throw error;
    }
  }
}

function tooLarge(): HiveError {
  return unsafe(
    "the repository is too large: at most 20,000 object files and 64 MiB are read; run `git gc`, or begin a new history without what is large",
  );
}
