import type { HeldFolder } from "../held-folder.ts";

const STICKY = 0o1000n;

/** Throws EACCES unless the account may put something by this name into the folder: what root writes for an agent must not reach further than the agent does. Without an account everything is the core's own, and the system decides. */
export function checkMayWrite(folder: HeldFolder, name: string, uid: number | undefined): void {
  if (uid === undefined) return;
  const { uid: owner, gid, mode } = folder.stat();
  const mine = owner === BigInt(uid);
  const needed = mine ? 0o200n : gid === BigInt(uid) ? 0o020n : 0o002n;
  const there = folder.look(name);
  const protectedEntry = !mine && (mode & STICKY) !== 0n && there !== undefined && there.uid !== uid;
  if ((mode & needed) !== 0n && !protectedEntry) return;
  throw Object.assign(new Error(`account ${uid} may not write ${name} there`), { code: "EACCES" });
}
