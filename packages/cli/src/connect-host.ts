import { join } from "node:path";
import { createPlainHostClient, type HostClient } from "@hyperhive/client/plain";
import type { Context } from "./context.ts";
import { runDir } from "./run-dir.ts";

/** A client of the hive that the options name; opens nothing until its first call. */
export function connectHost({ cli, globals }: Context): HostClient {
  return createPlainHostClient({ socketPath: join(runDir(cli, globals), "host.sock") });
}
