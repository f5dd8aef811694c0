import { randomUUID } from "node:crypto";
import { chmodSync, closeSync, constants, openSync, renameSync, rmdirSync, unlinkSync } from "node:fs";
import { setImmediate as nextRound } from "node:timers/promises";
import type { EntryName, HeldFolder } from "./held-folder.ts";

/** Files after which others get their turn; they get it after each folder, which costs more. */
const BATCH = 100;
// Node has no name for O_PATH, which opens what may not be read.
const PLACE = 0o10000000 | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** Removes an entry of a held folder and all that is below it, however much and however deep, without holding others up. No link is followed; one that is not there is fine. Throws the errors of the system, ENOTEMPTY when somebody goes on writing there. */
export async function removeTree(parent: HeldFolder, name: string): Promise<void> {
  const found = parent.look(name);
  if (found === undefined) return;
  if (!found.isDirectory()) return unlinkSync(parent.pathOf(name));
  await emptyTree(parent, name);
  rmdirSync(parent.pathOf(name));
}

// Folders are moved up before they are emptied, so that no depth needs a longer path or more descriptors.
async function emptyTree(parent: HeldFolder, name: EntryName): Promise<void> {
  using tree = openAnyway(parent, name);
  const waiting: EntryName[] = [];
  await sweep(tree, (inner) => waiting.push(inner));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    // Each folder, since there may be a great many with little in them.
    await nextRound();
    using folder = openAnyway(tree, next);
    await sweep(folder, (inner) => {
      unlock(folder, inner);
      const moved = `.${randomUUID()}`;
      renameSync(folder.pathOf(inner), tree.pathOf(moved));
      waiting.push(moved);
    });
    rmdirSync(tree.pathOf(next));
  }
}

async function sweep(folder: HeldFolder, onFolder: (name: EntryName) => void): Promise<void> {
  let count = 0;
  for (const name of folder.names()) {
    const isFolder = folder.look(name)?.isDirectory() === true;
    if (isFolder) onFolder(name);
    else unlinkSync(folder.pathOf(name));
    if (++count % BATCH === 0 || isFolder) await nextRound();
  }
}

function openAnyway(parent: HeldFolder, name: EntryName): HeldFolder {
  unlock(parent, name);
  return parent.open(name);
}

// Its owner may have taken every permission from itself.
function unlock(parent: HeldFolder, name: EntryName): void {
  const fd = openSync(parent.pathOf(name), PLACE);
  try {
    chmodSync(`/proc/self/fd/${fd}`, 0o700);
  } finally {
    closeSync(fd);
  }
}
