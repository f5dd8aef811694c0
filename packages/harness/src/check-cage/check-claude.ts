import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { messageOf } from "@hyperhive/wire";
import { findProgram } from "./find-program.ts";
import { fact, problem, type Finding } from "./finding.ts";

const PATIENCE_MS = 30_000;

/** What a program started here sees of the environment. */
export type ProgramEnvironment = { readonly PATH: string; readonly HOME: string };

/** Asks claude for its version; a cage without a `claude` on its PATH is no problem, because the harness brings one. */
export async function checkClaude(env: ProgramEnvironment): Promise<Finding> {
  const claude = await findProgram("claude", env.PATH);
  if (claude.kind !== "found") return fact("claude is not on the PATH");
  try {
    const { stdout } = await promisify(execFile)(claude.path, ["--version"], { env, timeout: PATIENCE_MS });
    return fact(`claude ${stdout.trim()}`);
  } catch (cause) {
    const why = messageOf(cause);
    return problem(`${claude.path} does not start: ${why}; see that hyperhive's node_modules fit this machine`);
  }
}
