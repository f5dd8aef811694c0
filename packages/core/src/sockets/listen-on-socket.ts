import { chmod, chown, rm } from "node:fs/promises";
import type { Server } from "node:net";
import { checkSocketPath } from "../config/hive-roots.ts";

/** Where a unix socket stands and who may open it. */
export type SocketPlace = {
  readonly path: string;
  readonly mode: number;
  /** Owner of the socket file when it is not the core's own account. */
  readonly uid?: number;
  readonly gid?: number;
};

/** Listens on a unix socket, in place of whatever file an earlier core left there. Nobody but its owner can open it at any moment. */
export async function listenOnSocket(server: Server, place: SocketPlace): Promise<void> {
  checkSocketPath(place.path, "a shorter name or `HYPERHIVE_RUN_DIR`");
  await rm(place.path, { force: true });
  await bindPrivately(server, place.path);
  if (place.uid !== undefined || place.gid !== undefined) await chown(place.path, place.uid ?? -1, place.gid ?? -1);
  await chmod(place.path, place.mode);
}

function bindPrivately(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    // The file is created inside `listen`, so the narrow mask touches nothing else.
    const before = process.umask(0o177);
    try {
      server.listen(path, () => {
        server.off("error", reject);
        resolve();
      });
    } finally {
      process.umask(before);
    }
  });
}
