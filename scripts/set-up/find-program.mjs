import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Debian keeps system programs in these, and an ordinary user's PATH often lacks them. */
const systemDirs = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/**
 * Every absolute path under which a program of this name can be started, in the order of PATH.
 * @param {string} name
 * @param {string} [path]
 */
export function findPrograms(name, path = process.env.PATH ?? "") {
  const dirs = [...path.split(delimiter).filter((dir) => dir.startsWith("/")), ...systemDirs];
  return [...new Set(dirs)].map((dir) => join(dir, name)).filter(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
