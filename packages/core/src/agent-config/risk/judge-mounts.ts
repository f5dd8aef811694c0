import type { AgentConfig, AgentMount } from "@hyperhive/wire";
import { finding, quoted, type Finding } from "./finding.ts";

/** A new mount, another source and writing where there was reading are high; the rest is less than before. */
export function judgeMounts({ mounts: before }: AgentConfig, { mounts: after }: AgentConfig): readonly Finding[] {
  const gone = before.filter((mount) => counterpart(mount, after) === undefined);
  return [
    ...after.flatMap((mount) => judgeMount(counterpart(mount, before), mount)),
    ...gone.map((mount) => finding("low", `mount removed: ${shown(mount)}`)),
  ];
}

function judgeMount(before: AgentMount | undefined, after: AgentMount): readonly Finding[] {
  if (before === undefined) return [finding("high", `new mount: ${shown(after)}`)];
  if (before.source === after.source && before.access === after.access) return [];
  const narrower = before.source === after.source && after.access === "ro";
  const change =
    before.source === after.source ? `${before.access} → ${after.access}` : `${shown(before)} → ${shown(after)}`;
  return [finding(narrower ? "low" : "high", `mount at ${quoted(after.target)}: ${change}`)];
}

function counterpart({ target }: AgentMount, mounts: readonly AgentMount[]): AgentMount | undefined {
  return mounts.find((mount) => mount.target === target);
}

function shown({ source, target, access }: AgentMount): string {
  return `${quoted(source)} at ${quoted(target)}, ${access}`;
}
