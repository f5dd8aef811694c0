import { cageName, type AgentName } from "@hyperhive/wire";
import type { ExecOptions, ExecSession } from "../runtime/runtime.ts";
import { cageEnvironment } from "./cage-spec.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";

/** Runs a command in an agent's cage with the environment of its harness; on a terminal with a capable one. Throws `cage_not_running`. */
export async function execInAgent(
  { config: core, roster, runtime }: Pick<LifecycleParts, "config" | "roster" | "runtime">,
  name: AgentName,
  options: ExecOptions,
): Promise<ExecSession> {
  const { config } = roster.get(name);
  const agent = config.ok ? config.config : { env: {} };
  const terminal = options.pty === undefined ? {} : { TERM: "xterm-256color" };
  return await runtime.exec(cageName(name), {
    ...options,
    env: { ...cageEnvironment({ name, agent, core }), ...terminal },
  });
}
