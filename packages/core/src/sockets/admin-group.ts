import { readFile } from "node:fs/promises";

const GROUP = "hive-admin";

/** Number of the group whose members may use host.sock, or undefined when this host has none or the core may not give files to it. */
export async function adminGroup(groupFile = "/etc/group"): Promise<number | undefined> {
  const groups = await readFile(groupFile, "utf8");
  const line = groups.split("\n").find((entry) => entry.startsWith(`${GROUP}:`));
  const gid = Number(line?.split(":")[2]);
  if (line === undefined || !Number.isInteger(gid)) return undefined;
  const mayGive = process.getuid?.() === 0 || process.getgroups?.().includes(gid);
  return mayGive ? gid : undefined;
}
