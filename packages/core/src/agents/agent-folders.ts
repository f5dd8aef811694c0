import { chmod, chown, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { HiveError, type AgentName } from "@hyperhive/wire";
import { agentPaths, appliedDir, metaDir, proposedDir, sharedDir, type HiveRoots } from "./agent-paths.ts";
import { makeProposedFolder } from "./proposed-folder.ts";

/** Who owns what an agent may write; absent when the core is not root and everything is its own. */
export type FolderOwners = { readonly agent?: number; readonly manager?: number };

type Folder = { readonly path: string; readonly mode: number; readonly uid?: number; readonly gid?: number };

/** Makes the hive's own directories. Those on the way to an agent's can be passed but not listed, so that an account of one agent learns nothing of the others. */
export async function makeHiveFolders(roots: HiveRoots, asRoot: boolean): Promise<void> {
  await makeFolders([
    { path: roots.stateDir, mode: asRoot ? 0o711 : 0o700 },
    { path: join(roots.stateDir, "agents"), mode: 0o711 },
    { path: sharedDir(roots), mode: 0o1777 },
    ...managersFolders(roots),
    { path: roots.runDir, mode: 0o751 },
    { path: join(roots.runDir, "agents"), mode: 0o711 },
  ]);
}

/** Makes an agent's directories with their owners and modes; those that are there keep their contents. */
export async function makeAgentFolders(roots: HiveRoots, name: AgentName, owners: FolderOwners): Promise<void> {
  const paths = agentPaths(roots, name);
  await makeFolders([
    ...managersFolders(roots, owners.manager),
    { path: paths.root, mode: 0o711 },
    { path: paths.state, mode: 0o700, ...ownedBy(owners.agent) },
    { path: paths.claude, mode: 0o700, ...ownedBy(owners.agent) },
    { path: paths.sockets, mode: 0o711 },
  ]);
  await guarded(paths.config, () => makeProposedFolder(roots, name, owners.manager));
}

// Only the core writes there, and of the others only the manager reads: by the group, which what is made there inherits.
function managersFolders(roots: HiveRoots, manager?: number): readonly Folder[] {
  const group = manager === undefined ? {} : { uid: 0, gid: manager };
  return [
    { path: proposedDir(roots), mode: 0o751, ...group },
    { path: appliedDir(roots), mode: 0o2750, ...group },
    { path: metaDir(roots), mode: 0o2750, ...group },
  ];
}

function ownedBy(uid: number | undefined): { uid?: number; gid?: number } {
  return uid === undefined ? {} : { uid, gid: uid };
}

async function makeFolders(folders: readonly Folder[]): Promise<void> {
  for (const folder of folders) await guarded(folder.path, () => makeFolder(folder));
}

async function guarded(path: string, make: () => Promise<void> | void): Promise<void> {
  try {
    await make();
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    throw new HiveError("forbidden", cannotUse(path, cause), { cause });
  }
}

async function makeFolder({ path, mode, uid, gid }: Folder): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  await mkdir(path, { mode: 0o700 }).catch(unlessThere);
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
  await chmod(path, mode);
}

function cannotUse(path: string, { code, message }: NodeJS.ErrnoException): string {
  return `cannot make or use ${path} (${code ?? message}); start the core as its owner, or choose other places with \`HYPERHIVE_STATE_DIR\` and \`HYPERHIVE_RUN_DIR\``;
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
