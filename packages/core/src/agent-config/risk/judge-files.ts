import type { AgentConfig, ExtraMcpServer } from "@hyperhive/wire";
import { AGENT_YAML } from "../config-problem.ts";
import { finding, quoted, type Finding } from "./finding.ts";

/** Files beside `agent.yaml` only inform the agent, unless an MCP server may run them: every cage has its agent's repo below `/agents`. */
export function judgeFiles({ mcp_servers }: AgentConfig, changedFiles: readonly string[]): readonly Finding[] {
  const others = changedFiles.filter((path) => path !== AGENT_YAML);
  if (others.length === 0) return [];
  const runners = Object.entries(mcp_servers).filter(([, server]) => mayRun(server, others));
  if (runners.length === 0) return [finding("low", `other files changed: ${quoted(...others)}`)];
  return runners.map(([name]) =>
    finding("high", `files that MCP server ${quoted(name)} may run changed: ${quoted(...others)}`),
  );
}

// One file loads others, so a server that names the repo at all may run any of them.
function mayRun({ command, args, env }: ExtraMcpServer, files: readonly string[]): boolean {
  const words = [command, ...args, ...Object.values(env)];
  return words.some((word) => word.includes("/agents") || files.some((path) => word.includes(path)));
}
