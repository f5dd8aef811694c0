import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findHostTools, type HostTool, type HostTools, PACKAGES, SEARCH_PATH } from "./host-tools.ts";
import { dropTo } from "./launch-plan.ts";
import type { HostAccount } from "./runtime.ts";
import { readTunAccess, TUN_MEND } from "./tun-access.ts";

/** One thing that the runtime needs of the host; `mend` says what to do when it is missing. */
export type Probe = { readonly name: string; readonly ok: boolean; readonly detail: string; readonly mend: string };

// For a root core: some account that is not root, as each agent's is.
const SOME_ACCOUNT: HostAccount = { uid: 65_534, gid: 65_534 };

/** Checks what bwrap cages need of this host; changes nothing and needs no network. */
export async function probeBwrapRuntime(): Promise<readonly Probe[]> {
  const tools = await findHostTools();
  const account = process.getuid?.() === 0 ? SOME_ACCOUNT : undefined;
  const programs = (["bwrap", "slirp4netns", "ip", "unshare", "nsenter", "setpriv"] as const).map((name) =>
    probeTool(tools, name),
  );
  return [...programs, await probeNamespaces(tools, account), await probeTun(account)];
}

function probeTool(tools: HostTools, name: HostTool): Probe {
  const path = tools[name];
  const use = name === "slirp4netns" || name === "ip" ? " (network `internet`)" : "";
  return {
    name: `${name}${use}`,
    ok: path !== undefined,
    detail: path ?? `not found in ${SEARCH_PATH}`,
    mend: `install the package ${PACKAGES[name]}, on Debian: \`sudo apt-get install ${PACKAGES[name]}\``,
  };
}

async function probeNamespaces(tools: HostTools, account: HostAccount | undefined): Promise<Probe> {
  const { ok, detail } = await tryCage(tools, account);
  return {
    name: "user namespaces",
    ok,
    detail,
    mend:
      "allow them: `sudo sysctl user.max_user_namespaces=15000`; on older Debian `sudo sysctl kernel.unprivileged_userns_clone=1`; " +
      "on Ubuntu 24.04 and later `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`; in a container give it /proc unmasked",
  };
}

async function tryCage(tools: HostTools, account: HostAccount | undefined): Promise<{ ok: boolean; detail: string }> {
  const { bwrap, unshare, setpriv } = tools;
  if (!bwrap || !unshare || !setpriv) return { ok: false, detail: "not tried, since a program is missing" };
  const drop = account ? dropTo(tools, account).slice(1) : ["--"];
  const outer = [unshare, "--user", "--map-root-user", "--net", "--"];
  const inner = [
    bwrap,
    "--unshare-all",
    "--uid",
    "1000",
    "--gid",
    "1000",
    "--ro-bind",
    "/",
    "/",
    "--proc",
    "/proc",
    "--dev",
    "/dev",
  ];
  try {
    await promisify(execFile)(setpriv, [...drop, ...outer, ...inner, "--", bwrap, "--version"], {
      cwd: "/",
      env: { PATH: SEARCH_PATH },
      timeout: 10_000,
    });
    return { ok: true, detail: "a cage could be made" };
  } catch (error) {
    return { ok: false, detail: (error as { stderr?: string }).stderr?.trim() || (error as Error).message };
  }
}

async function probeTun(account: HostAccount | undefined): Promise<Probe> {
  const access = await readTunAccess(account);
  // A root core makes each cage's slirp4netns a node of its own.
  const staged = access === "denied" && account !== undefined;
  return {
    name: "/dev/net/tun (network `internet`)",
    ok: access === "usable" || staged,
    detail: staged ? "for root only; each cage gets a node of its own" : access,
    mend: access === "usable" || staged ? "" : TUN_MEND[access],
  };
}
