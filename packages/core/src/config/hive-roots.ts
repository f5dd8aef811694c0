import { isAbsolute, join } from "node:path";
import { HiveError } from "@hyperhive/wire";

/** Longest path of a unix socket on Linux, in bytes. */
const MAX_SOCKET_PATH_BYTES = 107;

/** What decides where a hive lives. */
export type RootFacts = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags: { readonly stateDir?: string; readonly runDir?: string };
  readonly uid: number;
  readonly home: string;
};

/** The two directories of a hive. Root: `/var/lib/hyperhive` and `/run/hyperhive`; else below the XDG state and runtime dirs, without a runtime dir below the state itself, which nobody else can write. */
export function hiveRoots(facts: RootFacts): { readonly stateDir: string; readonly runDir: string } {
  const { env, flags } = facts;
  const stateDir =
    absolute("HYPERHIVE_STATE_DIR", flags.stateDir ?? env["HYPERHIVE_STATE_DIR"]) ?? defaultStateDir(facts);
  const runDir =
    absolute("HYPERHIVE_RUN_DIR", flags.runDir ?? env["HYPERHIVE_RUN_DIR"]) ?? defaultRunDir(facts, stateDir);
  checkSocketPath(join(runDir, "manager", "model.sock"), "a shorter `HYPERHIVE_RUN_DIR`");
  return { stateDir, runDir };
}

/** Refuses a socket path that the kernel cannot bind, with what to choose instead. */
export function checkSocketPath(path: string, remedy: string): void {
  const size = Buffer.byteLength(path);
  if (size <= MAX_SOCKET_PATH_BYTES) return;
  throw new HiveError(
    "unsupported",
    `expected socket paths of at most ${MAX_SOCKET_PATH_BYTES} bytes, got ${size} in ${path}; choose ${remedy}`,
  );
}

function defaultStateDir({ env, uid, home }: RootFacts): string {
  if (uid === 0) return "/var/lib/hyperhive";
  return join(xdgDir(env["XDG_STATE_HOME"]) ?? join(home, ".local", "state"), "hyperhive");
}

function defaultRunDir({ env, uid }: RootFacts, stateDir: string): string {
  if (uid === 0) return "/run/hyperhive";
  const runtimeDir = xdgDir(env["XDG_RUNTIME_DIR"]);
  return runtimeDir === undefined ? join(stateDir, "run") : join(runtimeDir, "hyperhive");
}

// The XDG specification wants a relative path to be taken for none.
function xdgDir(value: string | undefined): string | undefined {
  return value !== undefined && isAbsolute(value) ? value : undefined;
}

function absolute(field: string, value: string | undefined): string | undefined {
  if (value === undefined || value === "") return undefined;
  if (isAbsolute(value)) return join(value, ".").replace(/\/$/, "");
  throw new HiveError("bad_request", `\`${field}\`: expected an absolute path, got ${JSON.stringify(value)}`);
}
