import type { Readable, Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { createAgentClient, type AgentClient } from "@hyperhive/client";
import { McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";
import { OWN_SERVER } from "../agent-config/extra-mcp-servers.ts";
import { systemClock } from "../clock.ts";
import type { HarnessSettings } from "../harness-settings.ts";
import { HARNESS_VERSION } from "../harness-version.ts";
import { hiveTools } from "../tools/hive-tools.ts";
import { runTool, type ToolContext } from "../tools/tool.ts";
import { LeaseList } from "../turn/lease-list.ts";

/** Where the MCP client is. */
export type StdioOptions = {
  readonly stdin: Readable;
  readonly stdout: Writable;
  /** Ends the server without acking. */
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
};

/** Serves hyperhive's tools to any MCP client on stdio until it closes its end; messages are acked at the next `recv` and at that clean end. */
export async function serveStdio(settings: HarnessSettings, options: StdioOptions): Promise<void> {
  const { stdin, stdout, signal, log } = options;
  const client = createAgentClient({ socketPath: settings.socketPath });
  const leases = new LeaseList();
  const context = stdioContext(client, leases, signal);
  const server = new McpServer({ name: OWN_SERVER, version: HARNESS_VERSION }, { capabilities: { tools: {} } });
  for (const tool of hiveTools(settings.flavor)) {
    const { name, description, shape } = tool;
    server.registerTool(
      name,
      { description, inputSchema: z.object(shape) },
      async (input) => await runTool(tool, input, context),
    );
  }
  try {
    await server.connect(new StdioServerTransport(stdin, stdout));
    await finished(stdin, { writable: false, signal });
    await context.beforeRecv();
  } catch (cause) {
    if (!signal.aborted) log(`mcp: ${String(cause)}`);
  } finally {
    await server.close();
    client.close();
  }
}

function stdioContext(client: AgentClient, leases: LeaseList, signal: AbortSignal): ToolContext {
  return {
    client,
    now: () => systemClock.now(),
    leased: (ids) => leases.add(ids),
    statusChanged: () => {},
    interruption: () => signal,
    async requestNextTurn(note) {
      const { name } = await client.call("whoami", {});
      await client.call("send", { to: name, body: note });
    },
    async beforeRecv() {
      const ids = leases.take();
      if (ids.length > 0) await client.call("ack_turn", { ids });
    },
  };
}
