import { mkdirSync } from "node:fs";
import { HeldFolder } from "../held-folder.ts";
import { writeHeldFile } from "../held-file.ts";
import { checkMayWrite } from "./check-may-write.ts";
import type { CageFile } from "./cage-file.ts";

/** An agent's folders on the host. */
export type AgentHome = {
  /** The host's folder behind `/state` or `/shared`. */
  readonly hostOf: (root: string) => string;
  /** The agent's own account when the core is root; what is written belongs to it, and only what it may write itself is written. */
  readonly uid?: number;
};

/** Writes a file for an agent, whole or not at all, making the folders on the way. No symbolic link is followed and what has the file's name is replaced, whatever the agent does meanwhile. Throws the errors of the system. */
export function writeCageFile({ hostOf, uid }: AgentHome, file: CageFile, data: string): void {
  using held = new DisposableStack();
  let folder = held.use(HeldFolder.open(hostOf(file.root)));
  for (const name of file.folders) folder = held.use(enter(folder, name, uid));
  checkMayWrite(folder, file.name, uid);
  writeHeldFile(folder, file.name, { data, mode: 0o644, ...accountOf(uid) });
}

function enter(folder: HeldFolder, name: string, uid: number | undefined): HeldFolder {
  if (folder.look(name) !== undefined) return folder.open(name);
  checkMayWrite(folder, name, uid);
  mkdirSync(folder.pathOf(name), { mode: 0o700 });
  const made = folder.open(name);
  // One that an agent has put in its place meanwhile stays as it is.
  if (made.stat().uid === BigInt(process.getuid?.() ?? 0)) made.own({ mode: 0o755, ...accountOf(uid) });
  return made;
}

function accountOf(uid: number | undefined): { uid?: number; gid?: number } {
  return uid === undefined ? {} : { uid, gid: uid };
}
