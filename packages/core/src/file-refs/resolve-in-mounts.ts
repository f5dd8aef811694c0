import { lstatSync, type Stats } from "node:fs";
import { join } from "node:path";
import type { Mount } from "./mount.ts";

/** A regular file on the host. */
export type FoundFile = { readonly hostPath: string; readonly size: number };

/** Finds the host's file behind a cage path without following any symbolic link below the mount; undefined when it is none, or not there. Who reads it later must look again: an agent may have changed it. */
export function resolveInMounts(path: string, mounts: readonly Mount[]): FoundFile | undefined {
  const mount = mountOf(path, mounts);
  if (mount === undefined) return undefined;
  const segments = path.slice(mount.cage.length + 1).split("/");
  const name = segments.pop();
  if (name === undefined || [...segments, name].some(leadsAway)) return undefined;
  let folder = mount.host;
  for (const segment of segments) {
    folder = join(folder, segment);
    if (look(folder)?.isDirectory() !== true) return undefined;
  }
  const hostPath = join(folder, name);
  const file = look(hostPath);
  return file?.isFile() === true ? { hostPath, size: file.size } : undefined;
}

// The innermost mount is the one that the cage sees.
function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  return mounts
    .filter(({ cage }) => path.startsWith(`${cage}/`))
    .reduce<Mount | undefined>(
      (best, mount) => (mount.cage.length > (best?.cage.length ?? -1) ? mount : best),
      undefined,
    );
}

function leadsAway(segment: string): boolean {
  return segment === "" || segment === "." || segment === ".." || segment.includes("\0");
}

function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // No permission, a name that is too long, a file where a folder was: nothing that can be offered.
    return undefined;
  }
}
