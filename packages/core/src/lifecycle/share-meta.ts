import { lchown, lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { metaDir } from "../agents/agent-paths.ts";
import { managerUid } from "./host-accounts.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";

/** Gives the meta repo, which may be older than the manager, the manager's group, so that it can be read in its cage. What is made there later inherits it. */
export async function shareMeta({ config, roster }: Pick<LifecycleParts, "config" | "roster">): Promise<void> {
  const gid = managerUid({ config, roster });
  if (gid === undefined) return;
  const meta = metaDir(config);
  const git = join(meta, ".git");
  if ((await lstat(git)).gid === gid) return;
  for (const entry of await readdir(meta, { recursive: true })) await lchown(join(meta, entry), 0, gid);
}
