import type { CageRecord } from "./cage-record.ts";
import { type HostTools, needTool } from "./host-tools.ts";
import { dropTo, script } from "./launch-plan.ts";
import { TERMINAL_SCRIPT } from "./launch-scripts.ts";
import type { ExecOptions } from "./runtime.ts";

/** The path that programs are looked for on in a cage, unless told otherwise. */
const CAGE_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

/** Composes the chain from the core to a command in a running cage. The record must name process 1. */
export function execArgv(tools: HostTools, record: CageRecord, options: ExecOptions): readonly string[] {
  return [
    ...(record.account ? dropTo(tools, record.account) : [needTool(tools, "setpriv"), "--no-new-privs", "--"]),
    ...(options.pty ? script(tools, TERMINAL_SCRIPT) : []),
    ...enterOuter(tools, record),
    ...enterInner(tools, record),
    ...inCage(record, options),
  ];
}

// The cage's namespaces belong to different user namespaces: the outer one gives the right to join all the others.
function enterOuter(tools: HostTools, { network, processes }: CageRecord): readonly string[] {
  const of = (kind: string) => `/proc/${processes.keeper.pid}/ns/${kind}`;
  const net = network === "internet" ? [`--net=${of("net")}`] : [];
  return [needTool(tools, "nsenter"), `--user=${of("user")}`, ...net, "--preserve-credentials", "--"];
}

function enterInner(tools: HostTools, { network, processes }: CageRecord): readonly string[] {
  const kinds = ["user", "mount", "pid", "ipc", "uts", "cgroup", ...(network === "none" ? ["net"] : [])];
  const target = `--target=${processes.init?.pid ?? 0}`;
  return [needTool(tools, "nsenter"), target, ...kinds.map((kind) => `--${kind}`), "--preserve-credentials", "--"];
}

// The environment is set inside: on the way there it could steer programs of the host.
function inCage(record: CageRecord, { argv, env, cwd, pty }: ExecOptions): readonly string[] {
  const defaults = { PATH: CAGE_PATH, HOME: record.home, TERM: pty ? "xterm-256color" : "dumb" };
  const assigned = Object.entries({ ...defaults, ...env }).map(([name, value]) => `${name}=${value}`);
  const signals = pty ? ["--default-signal=INT,QUIT"] : [];
  return ["/usr/bin/env", "-i", "-C", cwd ?? record.cwd, ...signals, "--", ...assigned, ...argv];
}
