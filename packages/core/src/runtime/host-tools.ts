import { access, constants } from "node:fs/promises";
import { join } from "node:path";
import { RuntimeError } from "./runtime-error.ts";

/** Where the host's programs are looked for; never the core's own PATH, since root runs them. */
export const SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin";

const NAMES = ["bwrap", "ip", "mkfifo", "nsenter", "setpriv", "sh", "slirp4netns", "unshare"] as const;

/** A program that the runtime starts on the host. */
export type HostTool = (typeof NAMES)[number];

/** Absolute paths of the programs that this host has. */
export type HostTools = Readonly<Partial<Record<HostTool, string>>>;

/** The Debian package of each program, for advice. */
export const PACKAGES: Readonly<Record<HostTool, string>> = {
  bwrap: "bubblewrap",
  ip: "iproute2",
  mkfifo: "coreutils",
  nsenter: "util-linux",
  setpriv: "util-linux",
  sh: "dash",
  slirp4netns: "slirp4netns",
  unshare: "util-linux",
};

/** Looks for every program; what is missing is left out. */
export async function findHostTools(): Promise<HostTools> {
  const found = await Promise.all(NAMES.map(async (name) => [name, await findProgram(name)] as const));
  return Object.fromEntries(found.filter(([, path]) => path !== undefined));
}

/** Gives the path of one program, or refuses with how to install it. */
export function needTool(tools: HostTools, name: HostTool): string {
  const path = tools[name];
  if (path) return path;
  throw new RuntimeError("unsupported", `\`${name}\` is not installed; install the package ${PACKAGES[name]}`);
}

async function findProgram(name: string): Promise<string | undefined> {
  for (const folder of SEARCH_PATH.split(":")) {
    const path = join(folder, name);
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}
