import { lstatSync, mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, relative } from "node:path";
import { HiveError, MANAGER, type AgentName } from "@hyperhive/wire";
import { HeldFolder, type Ownership } from "../held-folder.ts";
import { agentPaths, proposedDir, type AgentPaths, type HiveRoots } from "./agent-paths.ts";

const CONFIG = "config";

/** Makes the folder of an agent's proposed configuration and the link that leads to it. A folder that an earlier version kept in the link's place is moved. `manager` is who owns it when the core is root. */
export function makeProposedFolder(roots: HiveRoots, name: AgentName, manager?: number): void {
  const paths = agentPaths(roots, name);
  using all = HeldFolder.open(proposedDir(roots));
  using own = all.make(name, { mode: 0o755 });
  adoptOlder(paths.configLink, own);
  using _config = own.make(CONFIG, ownedBy(manager));
  link(paths);
}

/** Throws `forbidden` unless the proposed configuration that the agent's cage shows is a plain folder below plain folders. Under an ordinary user the manager can put links there, and a mount would follow them. */
export function checkProposedFolder(roots: HiveRoots, name: AgentName): void {
  try {
    using all = HeldFolder.open(proposedDir(roots));
    if (name === MANAGER) return;
    using own = all.open(name);
    using _config = own.open(CONFIG);
  } catch (cause) {
    const text = `expected ${agentPaths(roots, name).config} to be a plain folder below plain folders; remove what stands there and start ${name} again`;
    throw new HiveError("forbidden", text, { cause });
  }
}

function ownedBy(uid: number | undefined): Ownership {
  return { mode: 0o755, ...(uid !== undefined && { uid, gid: uid }) };
}

function adoptOlder(place: string, own: HeldFolder): void {
  if (lstatSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  renameSync(place, own.pathOf(CONFIG));
}

function link({ config, configLink }: AgentPaths): void {
  const target = relative(dirname(configLink), config);
  const found = lstatSync(configLink, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() === true && readlinkSync(configLink) === target) return;
  if (found?.isSymbolicLink() === true) rmSync(configLink);
  mkdirSync(dirname(configLink), { recursive: true, mode: 0o711 });
  symlinkSync(target, configLink);
}
