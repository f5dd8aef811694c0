import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { HeldFolder } from "../held-folder.ts";
import { CopyBudget, COPY_LIMITS, type CopyLimits } from "./copy-budget.ts";
import { unsafe } from "./proposal-rules.ts";

const LOOSE = { sha1: /^[0-9a-f]{38}$/, sha256: /^[0-9a-f]{62}$/ } as const;
const PACK = { sha1: /^pack-[0-9a-f]{40}\.pack$/, sha256: /^pack-[0-9a-f]{64}\.pack$/ } as const;

/** Where copies go. */
export type CopyTarget = {
  /** Folder of objects of the copy. */
  readonly target: string;
  /** Folder of objects that the copy borrows from: what is there by the same name is left out. */
  readonly known: string;
  readonly limits?: CopyLimits;
};

/** Copies the objects of a hostile repository, file by file and without running git there. Only regular files with the names of objects and packs are taken: no alternates, no links, nothing that waits. Resolves to the paths of the packs, which have no index yet. What goes away meanwhile is left out. */
export async function copyObjects(objects: HeldFolder, to: CopyTarget): Promise<readonly string[]> {
  const budget = new CopyBudget(to.limits ?? COPY_LIMITS);
  const fanOut = budget.namesIn(objects).filter((name) => /^[0-9a-f]{2}$/.test(name));
  // Loose ones first: git writes a pack before it removes what is in it.
  for (const name of fanOut) {
    copyFolder({ objects, name, to, budget, wanted: LOOSE });
    await setImmediate();
  }
  return copyFolder({ objects, name: "pack", to, budget, wanted: PACK });
}

type FolderCopy = {
  readonly objects: HeldFolder;
  readonly name: string;
  readonly to: CopyTarget;
  readonly budget: CopyBudget;
  readonly wanted: typeof LOOSE | typeof PACK;
};

function copyFolder({ objects, name, to, budget, wanted }: FolderCopy): readonly string[] {
  using folder = openPlain(objects, name);
  if (folder === undefined) return [];
  const names = budget.namesIn(folder);
  if (names.some((file) => wanted.sha256.test(file)))
    throw unsafe("the repository is of git's sha256 kind; make one of the ordinary sha1 kind and commit there");
  const files = names.filter((file) => wanted.sha1.test(file) && !existsSync(join(to.known, name, file)));
  budget.spendFiles(files.length);
  if (files.length > 0) mkdirSync(join(to.target, name), { recursive: true });
  return files.flatMap((file) => {
    const bytes = budget.read(folder, file);
    if (bytes === undefined) return [];
    const path = join(to.target, name, file);
    writeFileSync(path, bytes, { flag: "wx", mode: 0o400 });
    return [path];
  });
}

// A link, a file, nothing or something closed in the place of a folder holds no objects.
function openPlain(parent: HeldFolder, name: string): HeldFolder | undefined {
  try {
    return parent.open(name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP" || code === "EACCES") return undefined;
    throw error;
  }
}
