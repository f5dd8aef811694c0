import type { FileRef } from "@hyperhive/wire";
import type { Mount } from "./mount.ts";
import { pathTokens } from "./path-tokens.ts";
import { resolveInMounts } from "./resolve-in-mounts.ts";

export type { Mount } from "./mount.ts";

const MAX_REFS = 20;
// What is looked up costs system calls, and the body is an agent's.
const MAX_LOOKUPS = 100;

/** Finds the paths in a body that name a regular file in the sender's own mounts. Follows no symbolic link; at most 20, of the first 100 paths. */
export function findFileRefs(body: string, mounts: readonly Mount[]): FileRef[] {
  const refs: FileRef[] = [];
  for (const path of pathTokens(body).slice(0, MAX_LOOKUPS)) {
    const file = resolveInMounts(path, mounts);
    if (file !== undefined) refs.push({ path, host_path: file.hostPath, size: file.size });
    if (refs.length === MAX_REFS) break;
  }
  return refs;
}
