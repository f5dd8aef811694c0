import { open, stat } from "node:fs/promises";
import { RuntimeError } from "./runtime-error.ts";
import type { HostAccount } from "./runtime.ts";

/** How an account gets at `/dev/net/tun`, which slirp4netns needs. */
export type TunAccess = "usable" | "denied" | "missing";

/** Who may use a device node. */
export type NodeRights = { readonly mode: number; readonly uid: number; readonly gid: number };

/** Decides from a node's rights whether the account may read and write it. */
export function mayUse(node: NodeRights, account: HostAccount): boolean {
  const shift = node.uid === account.uid ? 6 : node.gid === account.gid ? 3 : 0;
  return ((node.mode >> shift) & 0o6) === 0o6;
}

/** Looks at `/dev/net/tun` for an account, or for the core's own account when none is given. */
export async function readTunAccess(account?: HostAccount): Promise<TunAccess> {
  try {
    if (account) return mayUse(await stat("/dev/net/tun"), account) ? "usable" : "denied";
    await (await open("/dev/net/tun", "r+")).close();
    return "usable";
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === "EACCES" || code === "EPERM" ? "denied" : "missing";
  }
}

/** What to do about a tun device that cannot be used. */
export const TUN_MEND: Readonly<Record<Exclude<TunAccess, "usable">, string>> = {
  denied: "let every account use it, as most distributions do: `sudo chmod 0666 /dev/net/tun` (a udev rule keeps it)",
  missing: "load the module: `sudo modprobe tun`",
};

/** Decides who owns the tun node that is staged for a root core's cage: `undefined` when the host's own node serves; refuses what cannot work. */
export function stagedTunOwner(tun: TunAccess, account: HostAccount | undefined): string | undefined {
  if (tun === "usable") return undefined;
  // A node of its own in the cage's outer mount namespace keeps slirp4netns an ordinary account, where the host's node would need root.
  if (tun === "denied" && account) return `${account.uid}:${account.gid}`;
  throw new RuntimeError(
    "unsupported",
    `network \`internet\` needs /dev/net/tun, which is ${tun} here; ${TUN_MEND[tun]}`,
  );
}
