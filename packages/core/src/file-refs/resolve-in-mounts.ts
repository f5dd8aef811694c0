import { lstatSync, type Stats } from "node:fs";
import { join } from "node:path";
import type { Mount } from "./mount.ts";

/** A regular file on the host. */
export type FoundFile = { readonly hostPath: string; readonly size: number };

/** Where a cage path leads: the mount that the cage sees there, and the names below it. */
export type PlaceInMount = { readonly mount: Mount; readonly folders: readonly string[]; readonly name: string };

/** The place that a cage path names, without looking at any file; undefined when it is in no mount or could lead elsewhere. */
export function placeInMounts(path: string, mounts: readonly Mount[]): PlaceInMount | undefined {
  const mount = mountOf(path, mounts);
  if (mount === undefined) return undefined;
  const folders = path.slice(mount.cage.length + 1).split("/");
  if (folders.some(leadsAway)) return undefined;
  const name = folders.pop();
  return name === undefined ? undefined : { mount, folders, name };
}

/** Finds the host's file behind a cage path without following any symbolic link below the mount; undefined when it is none, or not there. Who reads it later must look again: an agent may have changed it. */
export function resolveInMounts(path: string, mounts: readonly Mount[]): FoundFile | undefined {
  const place = placeInMounts(path, mounts);
  if (place === undefined) return undefined;
  let folder = place.mount.host;
  for (const segment of place.folders) {
    folder = join(folder, segment);
    if (look(folder)?.isDirectory() !== true) return undefined;
  }
  const hostPath = join(folder, place.name);
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
