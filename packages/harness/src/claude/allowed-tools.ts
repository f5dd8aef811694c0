import type { AgentConfig } from "@hyperhive/wire";
import { extraServers, OWN_SERVER } from "../agent-config/extra-mcp-servers.ts";
import type { Flavor } from "../flavor.ts";
import { hiveTools } from "../tools/hive-tools.ts";

/** Everything that claude may do without being asked, in its own grammar: built-in tools, our own, those of extra servers. All else is denied. */
export function allowedTools(flavor: Flavor, config: AgentConfig): readonly string[] {
  const own = hiveTools(flavor).map(({ name }) => `mcp__${OWN_SERVER}__${name}`);
  const extra = Object.entries(extraServers(config).servers).flatMap(([key, { allowed_tools }]) =>
    allowed_tools.map((tool) => `mcp__${key}__${tool}`),
  );
  return [...config.tools, ...own, ...extra];
}

/** The built-in tools that exist for claude at all: the names in the allow-list without their patterns. */
export function builtInTools(config: AgentConfig): readonly string[] {
  return [...new Set(config.tools.map((tool) => tool.replace(/\(.*$/s, "")))];
}
