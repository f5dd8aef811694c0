import type { McpStdioServerConfig } from "@anthropic-ai/claude-agent-sdk";
import type { AgentConfig, ExtraMcpServer } from "@hyperhive/wire";

/** Name of hyperhive's own MCP server; its tools are `mcp__hyperhive__<tool>`. */
export const OWN_SERVER = "hyperhive";

/** The extra servers that may run, and a warning for each that may not. */
export type ExtraServers = {
  readonly servers: Readonly<Record<string, ExtraMcpServer>>;
  readonly warnings: readonly string[];
};

/** Takes the extra servers of a configuration; one called `hyperhive` is dropped, so that it cannot stand in for our own. */
export function extraServers(config: AgentConfig): ExtraServers {
  const { [OWN_SERVER]: shadow, ...servers } = config.mcp_servers;
  return {
    servers,
    warnings:
      shadow === undefined
        ? []
        : [
            "`mcp_servers.hyperhive` is dropped: that name belongs to hyperhive's own tools; give the server another name",
          ],
  };
}

/** A server as claude's SDK takes it. */
export function sdkServer({ command, args, env }: ExtraMcpServer): McpStdioServerConfig {
  return { type: "stdio", command, args, env };
}
