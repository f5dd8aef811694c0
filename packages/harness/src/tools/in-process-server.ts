import { createSdkMcpServer, tool, type McpSdkServerConfigWithInstance } from "@anthropic-ai/claude-agent-sdk";
import { MAX_RECV_WAIT_SECONDS } from "@hyperhive/wire";
import { OWN_SERVER } from "../agent-config/extra-mcp-servers.ts";
import type { Flavor } from "../flavor.ts";
import { HARNESS_VERSION } from "../harness-version.ts";
import { hiveTools } from "./hive-tools.ts";
import { runTool, type ToolContext } from "./tool.ts";

/** Longest time one call may take: a full `recv` and the time that a core needs to come back, in milliseconds. */
const TOOL_TIMEOUT_MS = (MAX_RECV_WAIT_SECONDS + 120) * 1000;

/** Makes the MCP server that claude reaches without leaving this process; each claude process needs one of its own. */
export function inProcessServer(flavor: Flavor, context: ToolContext): McpSdkServerConfigWithInstance {
  return createSdkMcpServer({
    name: OWN_SERVER,
    version: HARNESS_VERSION,
    alwaysLoad: true,
    timeout: TOOL_TIMEOUT_MS,
    tools: hiveTools(flavor).map((own) =>
      tool(own.name, own.description, own.shape, async (input) => await runTool(own, input, context)),
    ),
  });
}
