import { existsSync, renameSync } from "node:fs";

// With its side files, so that the new file does not inherit what belongs to the old one.
const PARTS = ["", "-wal", "-shm"];

/** Renames a folder, or a database with its side files, to the first free `<path>.broken-<n>`, and says that name. */
export function moveAside(path: string): string {
  let number = 1;
  while (existsSync(`${path}.broken-${number}`)) number += 1;
  const moved = `${path}.broken-${number}`;
  for (const part of PARTS) {
    if (existsSync(path + part)) renameSync(path + part, moved + part);
  }
  return moved;
}
