import { chmod, chown, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { HiveError, type AgentName } from "@hyperhive/wire";
import { agentPaths, sharedDir, type HiveRoots } from "./agent-paths.ts";

/** Who owns what an agent may write; absent when the core is not root and everything is its own. */
export type FolderOwners = { readonly agent?: number; readonly manager?: number };

type Folder = { readonly path: string; readonly mode: number; readonly uid?: number };

/** Makes the hive's own directories. Those on the way to an agent's can be passed but not listed, so that an account of one agent learns nothing of the others. */
export async function makeHiveFolders(roots: HiveRoots, asRoot: boolean): Promise<void> {
  await makeFolders([
    { path: roots.stateDir, mode: asRoot ? 0o711 : 0o700 },
    { path: join(roots.stateDir, "agents"), mode: 0o711 },
    { path: sharedDir(roots), mode: 0o1777 },
    { path: roots.runDir, mode: 0o751 },
    { path: join(roots.runDir, "agents"), mode: 0o711 },
  ]);
}

/** Makes an agent's directories with their owners and modes; those that are there keep their contents. */
export async function makeAgentFolders(roots: HiveRoots, name: AgentName, owners: FolderOwners): Promise<void> {
  const paths = agentPaths(roots, name);
  await makeFolders([
    { path: paths.root, mode: 0o711 },
    { path: paths.config, mode: 0o755, ...ownedBy(owners.manager) },
    { path: paths.state, mode: 0o700, ...ownedBy(owners.agent) },
    { path: paths.claude, mode: 0o700, ...ownedBy(owners.agent) },
    { path: paths.sockets, mode: 0o711 },
  ]);
}

function ownedBy(uid: number | undefined): { uid?: number } {
  return uid === undefined ? {} : { uid };
}

async function makeFolders(folders: readonly Folder[]): Promise<void> {
  for (const folder of folders) {
    await makeFolder(folder).catch((cause: NodeJS.ErrnoException) => {
      throw new HiveError("forbidden", cannotUse(folder.path, cause), { cause });
    });
  }
}

async function makeFolder({ path, mode, uid }: Folder): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  await mkdir(path, { mode: 0o700 }).catch(unlessThere);
  if (uid !== undefined) await chown(path, uid, uid);
  await chmod(path, mode);
}

function cannotUse(path: string, { code, message }: NodeJS.ErrnoException): string {
  return `cannot make or use ${path} (${code ?? message}); start the core as its owner, or choose other places with \`HYPERHIVE_STATE_DIR\` and \`HYPERHIVE_RUN_DIR\``;
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
