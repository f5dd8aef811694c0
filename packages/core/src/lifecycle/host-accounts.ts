import { MANAGER, toAgentName, type AgentName } from "@hyperhive/wire";
import type { FolderOwners } from "../agents/agent-folders.ts";
import { hostUid } from "../agents/agent-records.ts";
import type { HostAccount } from "../runtime/runtime.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";

type AccountParts = Pick<LifecycleParts, "config" | "roster">;

/** The account that an agent's cage runs as, for a cage spec; nothing when the core is not root. */
export function cageAccount(parts: AccountParts, name: AgentName): { readonly account?: HostAccount } {
  const { agent: uid } = folderOwners(parts, name);
  return uid === undefined ? {} : { account: { uid, gid: uid } };
}

/** Who owns an agent's directories: accounts of their own when the core is root. */
export function folderOwners({ config, roster }: AccountParts, name: AgentName): FolderOwners {
  if (!config.asRoot) return {};
  const manager = managerUid({ config, roster });
  return { agent: hostUid(roster.get(name).record), ...(manager !== undefined && { manager }) };
}

/** The manager's account, which owns what it edits and reads what is applied; undefined when the core is not root, and before there is a manager. */
export function managerUid({ config, roster }: AccountParts): number | undefined {
  const manager = toAgentName(MANAGER);
  return config.asRoot && roster.has(manager) ? hostUid(roster.get(manager).record) : undefined;
}
