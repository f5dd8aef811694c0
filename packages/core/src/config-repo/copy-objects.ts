import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { HiveError } from "@hyperhive/wire";
import { readHeldFile } from "../held-file.ts";
import type { HeldFolder } from "../held-folder.ts";
import { unsafe } from "./proposal-rules.ts";

const MAX_FILES = 20_000;
const MAX_ENTRIES = 60_000;
const MAX_BYTES = 64 * 1024 * 1024;

const LOOSE = { sha1: /^[0-9a-f]{38}$/, sha256: /^[0-9a-f]{62}$/ } as const;
const PACK = { sha1: /^pack-[0-9a-f]{40}\.pack$/, sha256: /^pack-[0-9a-f]{64}\.pack$/ } as const;

/** Copies the objects of a hostile repository below `target`, file by file and without running git there. Only regular files with the names of objects and packs are taken: no alternates, no links, nothing that waits. Resolves to the paths of the packs, which have no index yet. What goes away meanwhile is left out. */
export async function copyObjects(objects: HeldFolder, target: string): Promise<readonly string[]> {
  const budget = new Budget();
  const fanOut = budget.namesIn(objects).filter((name) => /^[0-9a-f]{2}$/.test(name));
  // Loose ones first: git writes a pack before it removes what is in it.
  for (const name of fanOut) {
    copyFolder({ objects, name, target, budget, wanted: LOOSE });
    await setImmediate();
  }
  return copyFolder({ objects, name: "pack", target, budget, wanted: PACK });
}

type FolderCopy = {
  readonly objects: HeldFolder;
  readonly name: string;
  readonly target: string;
  readonly budget: Budget;
  readonly wanted: typeof LOOSE | typeof PACK;
};

function copyFolder({ objects, name, target, budget, wanted }: FolderCopy): readonly string[] {
  using folder = openPlain(objects, name);
  if (folder === undefined) return [];
  const names = budget.namesIn(folder);
  if (names.some((file) => wanted.sha256.test(file)))
    throw unsafe("the repository is of git's sha256 kind; make one of the ordinary sha1 kind and commit there");
  const files = names.filter((file) => wanted.sha1.test(file));
  budget.spendFiles(files.length);
  mkdirSync(join(target, name), { recursive: true });
  return files.flatMap((file) => {
    const bytes = budget.read(folder, file);
    if (bytes === undefined) return [];
    const path = join(target, name, file);
    writeFileSync(path, bytes, { flag: "wx", mode: 0o400 });
    return [path];
  });
}

// A link, a file or nothing in the place of a folder holds no objects.
function openPlain(parent: HeldFolder, name: string): HeldFolder | undefined {
  try {
    return parent.open(name);
  } catch (error) {
    return undefinedIf(error, ["ENOENT", "ENOTDIR", "ELOOP"]);
  }
}

/** What is left of what may be taken from one repository. */
class Budget {
  #files = MAX_FILES;
  #entries = MAX_ENTRIES;
  #bytes = MAX_BYTES;

  namesIn(folder: HeldFolder): readonly string[] {
    const names: string[] = [];
    for (const { name } of folder.entries()) {
      if (--this.#entries < 0) throw tooLarge();
      names.push(name);
    }
    return names;
  }

  spendFiles(count: number): void {
    this.#files -= count;
    if (this.#files < 0) throw tooLarge();
  }

  read(folder: HeldFolder, name: string): Buffer | undefined {
    try {
      const reading = readHeldFile(folder, name, { maxBytes: this.#bytes });
      if (reading.kind === "not_a_file") return undefined;
      if (reading.kind === "too_large") throw tooLarge();
      this.#bytes -= reading.bytes.length;
      return reading.bytes;
    } catch (error) {
      return undefinedIf(error, ["ENOENT"]);
    }
  }
}

function tooLarge(): HiveError {
  return unsafe(
    "the repository is too large: at most 20,000 object files and 64 MiB are read; run `git gc`, or begin a new history without what is large",
  );
}

function undefinedIf(error: unknown, codes: readonly string[]): undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || !codes.includes(code)) throw error;
  return undefined;
}
