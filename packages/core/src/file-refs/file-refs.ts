import type { FileRef } from "@hyperhive/wire";

/** A folder of the host that a cage sees. */
export type Mount = {
  /** Absolute path in the cage, e.g. `/state`. */
  readonly cage: string;
  /** The same folder on the host. */
  readonly host: string;
};

/** Finds the paths in a body that name a regular file in the sender's own mounts. Follows no symbolic link; at most 20. */
export function findFileRefs(body: string, mounts: readonly Mount[]): FileRef[] {
  throw new Error(`not yet ${body} ${mounts.length}`);
}
