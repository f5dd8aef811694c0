import { lstat, readlink, stat } from "node:fs/promises";

/** What a cage sees of the host's own system, all of it read-only. */
export type HostLayout = {
  /** Symbolic links as the host has them, such as `/bin` to `usr/bin`. */
  readonly links: readonly { readonly path: string; readonly target: string }[];
  /** Paths that are bound at the same place. */
  readonly paths: readonly string[];
};

const PROGRAMS = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store"];

// Named one by one: /etc as a whole holds the host's accounts, keys (/etc/ssl/private) and configuration.
const SETTINGS = [
  "/etc/alternatives",
  "/etc/ca-certificates",
  "/etc/ca-certificates.conf",
  "/etc/ld.so.cache",
  "/etc/ld.so.conf",
  "/etc/ld.so.conf.d",
  "/etc/localtime",
  "/etc/pki/ca-trust/extracted",
  "/etc/pki/tls/certs",
  "/etc/protocols",
  "/etc/services",
  "/etc/ssl/certs",
  "/etc/ssl/openssl.cnf",
];

/** Reads how this host is laid out; what it does not have is left out. */
export async function readHostLayout(): Promise<HostLayout> {
  const programs = await Promise.all(PROGRAMS.map(readProgramPath));
  const settings = await Promise.all(SETTINGS.map(async (path) => ((await exists(path)) ? [path] : [])));
  return {
    links: programs.flatMap((found) => (found && "target" in found ? [found] : [])),
    paths: [...programs.flatMap((found) => (found && !("target" in found) ? [found.path] : [])), ...settings.flat()],
  };
}

async function readProgramPath(path: string): Promise<{ path: string; target: string } | { path: string } | undefined> {
  if (!(await exists(path))) return undefined;
  const link = (await lstat(path)).isSymbolicLink();
  return link ? { path, target: await readlink(path) } : { path };
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
