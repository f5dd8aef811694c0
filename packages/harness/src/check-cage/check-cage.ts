import { extraServers } from "../agent-config/extra-mcp-servers.ts";
import { checkClaude, type ProgramEnvironment } from "./check-claude.ts";
import { checkConfig } from "./check-config.ts";
import { checkMount } from "./check-mount.ts";
import { checkServer } from "./check-server.ts";
import { fact, lineOf, problem, type Finding } from "./finding.ts";

/** What a cage is looked at with. */
export type CageCheck = {
  readonly configPath: string;
  readonly env: ProgramEnvironment;
  /** Gets each finding as a line. */
  readonly say: (line: string) => void;
};

/** Looks at the cage it runs in from an agent's point of view, says all that it finds, and resolves to the number of problems. */
export async function checkCage({ configPath, env, say }: CageCheck): Promise<number> {
  let problems = 0;
  for await (const finding of findings(configPath, env)) {
    if (finding.kind === "problem") problems += 1;
    say(lineOf(finding));
  }
  return problems;
}

async function* findings(configPath: string, env: ProgramEnvironment): AsyncGenerator<Finding, void> {
  yield fact(`node ${process.version}`);
  yield await checkClaude(env);
  const { config, finding } = await checkConfig(configPath);
  yield finding;
  if (config === undefined) return;
  for (const mount of config.mounts) yield await checkMount(mount);
  const { servers, warnings } = extraServers(config);
  for (const warning of warnings) yield problem(warning);
  for (const [name, server] of Object.entries(servers)) yield await checkServer(name, server, env.PATH);
}
