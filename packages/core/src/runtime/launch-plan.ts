import { type HostTools, needTool } from "./host-tools.ts";
import { KEEPER_SCRIPT, NETWORK_SCRIPT, STAGE_SCRIPT } from "./launch-scripts.ts";
import type { CageMount, HostAccount, NetworkMode } from "./runtime.ts";

/** The descriptors that the launch scripts know by number. */
export const LAUNCH_FDS = {
  /** To and from the core, until the cage may run. */
  control: 3,
  /** bwrap's status file, which outlives the core. */
  status: 4,
  /** bwrap's options, so that no environment shows in a process list. */
  options: 5,
  /** The system call filter. */
  seccomp: 6,
  /** Write and read end of the pipe that tells slirp4netns that the cage is gone. */
  holdWrite: 7,
  holdRead: 8,
  networkReady: 9,
} as const;

/** What a root core prepares before it drops to the account. */
export type Staging = {
  /** An empty directory; what is mounted there is seen by this cage's chain only. */
  readonly folder: string;
  readonly sources: readonly string[];
  /** `uid:gid` of a tun node to make, when the account cannot use the host's. */
  readonly tunOwner?: string;
};

/** All that decides the chain of programs from the core to the cage. */
export type LaunchFacts = {
  readonly tools: HostTools;
  readonly network: NetworkMode;
  readonly command: readonly string[];
  /** Both for a root core, neither otherwise. */
  readonly drop?: { readonly account: HostAccount; readonly staging: Staging };
};

/** Composes the chain: each program replaces itself by the next, so the first process id stays that of the cage's keeper. */
export function launchArgv({ tools, network, command, drop }: LaunchFacts): readonly string[] {
  return [
    ...(drop ? [...stage(tools, drop.staging), ...dropTo(tools, drop.account)] : []),
    ...(network === "internet" ? [...script(tools, NETWORK_SCRIPT), needTool(tools, "slirp4netns")] : []),
    needTool(tools, "unshare"),
    "--user",
    "--map-root-user",
    ...(network === "internet" ? ["--net"] : []),
    "--",
    ...script(tools, KEEPER_SCRIPT),
    network === "internet" ? needTool(tools, "ip") : "-",
    ...bwrap(tools),
    ...command,
  ];
}

/** Where a staged source is seen by the account. */
export function stagedMounts(mounts: readonly CageMount[]): readonly CageMount[] {
  return mounts.map((mount, index) => ({ ...mount, source: `/tmp/${index}` }));
}

/** Becomes an ordinary account that can gain nothing back. */
export function dropTo(tools: HostTools, { uid, gid }: HostAccount): readonly string[] {
  const limits = ["--clear-groups", "--inh-caps=-all", "--no-new-privs", "--"];
  return [needTool(tools, "setpriv"), `--reuid=${uid}`, `--regid=${gid}`, ...limits];
}

/** Runs a fixed script; data reaches it as arguments only. */
export function script(tools: HostTools, text: string): readonly string[] {
  return [needTool(tools, "sh"), "-c", text, "sh"];
}

function bwrap(tools: HostTools): readonly string[] {
  const { options, status, seccomp } = LAUNCH_FDS;
  return [
    needTool(tools, "bwrap"),
    "--args",
    `${options}`,
    "--json-status-fd",
    `${status}`,
    "--seccomp",
    `${seccomp}`,
    "--",
  ];
}

function stage(tools: HostTools, { folder, sources, tunOwner }: Staging): readonly string[] {
  const unshare = [needTool(tools, "unshare"), "--mount", "--propagation", "private", "--"];
  return [...unshare, ...script(tools, STAGE_SCRIPT), folder, tunOwner ?? "-", ...sources, "--"];
}
