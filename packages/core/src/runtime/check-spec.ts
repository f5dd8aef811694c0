import { posix } from "node:path";
import { isBuildCage } from "./build-cages.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { CageSpec, HostAccount } from "./runtime.ts";

/** Where HOME points when the spec gives none. */
export const DEFAULT_HOME = "/home/agent";

const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const RESERVED = [
  "/bin",
  "/dev",
  "/etc",
  "/lib",
  "/lib32",
  "/lib64",
  "/libx32",
  "/nix",
  "/proc",
  "/sbin",
  "/sys",
  "/usr",
];

/** The one place below a reserved root that no base image has and that is ours to fill. */
const OWN = "/etc/hyperhive/";

/** Refuses a spec that could not mean what it says; names and paths are checked by callers too, this is the last fence. */
export function checkSpec(spec: CageSpec): void {
  checkCage(spec.cage);
  for (const [index, mount] of spec.mounts.entries()) {
    checkPath(`mounts[${index}].source`, mount.source);
    checkTarget(`mounts[${index}].target`, mount.target);
  }
  checkDistinct(spec.mounts.map((mount) => mount.target));
  checkTarget("env.HOME", spec.env.HOME ?? DEFAULT_HOME);
  checkCommand(spec);
  if (spec.account) checkAccount(spec.account);
}

/** Refuses a cage name that could mean another file or option. */
export function checkCage(cage: string): void {
  if (cage.length > 65 || !NAME.test(cage)) {
    refuse("cage", cage, "must be lower-case letters, digits and inner hyphens, at most 65 of them");
  }
}

/** Refuses a build in a cage that may be an agent's: it would be cleared away. */
export function checkBuildCage(cage: string): void {
  if (!isBuildCage(cage)) refuse("cage", cage, "must begin with `b-` for a build");
}

/** Refuses a command, environment or working directory that no program could be started with. */
export function checkCommand(command: {
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}): void {
  // `env`, which starts commands in a cage, would take a name with `=` for a variable.
  if (!command.argv[0] || command.argv[0].includes("="))
    refuse("argv", command.argv[0] ?? "", "must name a program, without `=`");
  for (const [index, word] of command.argv.entries()) checkText(`argv[${index}]`, word);
  for (const [name, value] of Object.entries(command.env ?? {})) {
    if (!VARIABLE.test(name)) refuse("env", name, "must be a name of letters, digits and underscores");
    checkText(`env.${name}`, value);
  }
  if (command.cwd !== undefined) checkPath("cwd", command.cwd);
}

function checkTarget(field: string, path: string): void {
  checkPath(field, path);
  if (path.startsWith(OWN)) return;
  const taken = RESERVED.find((root) => path === root || path.startsWith(`${root}/`));
  if (path === "/" || taken) refuse(field, path, `must not lie in ${taken ?? "/"}, which belongs to the cage itself`);
}

function checkPath(field: string, path: string): void {
  checkText(field, path);
  const plain = path.startsWith("/") && posix.normalize(path) === path && (path === "/" || !path.endsWith("/"));
  if (!plain) refuse(field, path, "must be an absolute path without `..`, `//` or a slash at its end");
}

function checkText(field: string, value: string): void {
  if (value.includes("\0")) refuse(field, JSON.stringify(value), "must not hold a NUL character");
}

function checkDistinct(targets: readonly string[]): void {
  const twice = targets.find((target, index) => targets.indexOf(target) !== index);
  if (twice) refuse("mounts", twice, "must be mounted once only");
}

function checkAccount({ uid, gid }: HostAccount): void {
  const ordinary = (id: number) => Number.isInteger(id) && id > 0 && id < 0xffff_ffff;
  if (!ordinary(uid) || !ordinary(gid)) refuse("account", `${uid}:${gid}`, "must be an unprivileged uid and gid");
}

function refuse(field: string, value: string, rule: string): never {
  throw new RuntimeError("cage_start_failed", `\`${field}\` ${rule}; it is \`${value}\``);
}
