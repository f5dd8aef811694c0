import { isAbsolute, join, normalize } from "node:path";
import { HiveError } from "@hyperhive/wire/plain";
import type { Cli, Globals } from "./cli.ts";

/** Where the core's sockets are: the flag, the environment, `/run/hyperhive` for root, else below the XDG runtime dir, and without one below the state. A test holds it against the core's own reading. */
export function runDir(cli: Pick<Cli, "env" | "uid" | "home">, globals: Globals): string {
  const { env, uid } = cli;
  const given = absolute("HYPERHIVE_RUN_DIR", globals.runDir ?? env["HYPERHIVE_RUN_DIR"]);
  if (given !== undefined) return given;
  if (uid === 0) return "/run/hyperhive";
  const runtimeDir = xdgDir(env["XDG_RUNTIME_DIR"]);
  return runtimeDir === undefined ? join(stateDir(cli, globals), "run") : join(runtimeDir, "hyperhive");
}

/** Where the hive keeps its state, by the same order. */
export function stateDir({ env, uid, home }: Pick<Cli, "env" | "uid" | "home">, globals: Globals): string {
  const given = absolute("HYPERHIVE_STATE_DIR", globals.stateDir ?? env["HYPERHIVE_STATE_DIR"]);
  if (given !== undefined) return given;
  if (uid === 0) return "/var/lib/hyperhive";
  return join(xdgDir(env["XDG_STATE_HOME"]) ?? join(home, ".local", "state"), "hyperhive");
}

// The XDG specification wants a relative path to be taken for none.
function xdgDir(value: string | undefined): string | undefined {
  return value !== undefined && isAbsolute(value) ? value : undefined;
}

function absolute(field: string, value: string | undefined): string | undefined {
  if (value === undefined || value === "") return undefined;
  if (isAbsolute(value)) return normalize(value).replace(/\/$/, "");
  throw new HiveError("bad_request", `\`${field}\`: expected an absolute path, got ${JSON.stringify(value)}`);
}
