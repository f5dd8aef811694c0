import type { Options } from "@anthropic-ai/claude-agent-sdk";
import type { AgentConfig } from "@hyperhive/wire";
import { extraServers, OWN_SERVER, sdkServer } from "../agent-config/extra-mcp-servers.ts";
import type { HarnessSettings } from "../harness-settings.ts";
import { inProcessServer } from "../tools/in-process-server.ts";
import type { ToolContext } from "../tools/tool.ts";
import { allowedTools, builtInTools } from "./allowed-tools.ts";
import { claudeEnvironment, type ModelDoor } from "./claude-environment.ts";
import { CLAUDE_SETTINGS_FILE } from "./system-prompt.ts";

/** What the options are made from. */
export type OptionSources = {
  readonly settings: HarnessSettings;
  readonly config: AgentConfig;
  readonly door: ModelDoor | undefined;
  readonly systemPrompt: string;
  readonly tools: ToolContext;
};

/** The SDK's options for one claude process: nothing is read from the user's own settings, and what is not allowed is denied without a question. */
export function claudeOptions({ settings, config, door, systemPrompt, tools }: OptionSources): Options {
  const extra = Object.entries(extraServers(config).servers).map(([key, server]) => [key, sdkServer(server)]);
  return {
    cwd: settings.stateDir,
    env: claudeEnvironment(settings, { config, door }),
    systemPrompt: { type: "custom", prompt: systemPrompt, snapshot: false },
    settings: CLAUDE_SETTINGS_FILE,
    settingSources: [],
    strictMcpConfig: true,
    // On the command line the servers' environments could be read by everything in the cage.
    mcpServersDelivery: "initialize",
    mcpServers: { ...Object.fromEntries(extra), [OWN_SERVER]: inProcessServer(settings.flavor, tools) },
    tools: [...builtInTools(config)],
    allowedTools: [...allowedTools(settings.flavor, config)],
    permissionMode: "dontAsk",
    ...(config.turn_budget_usd === undefined ? {} : { maxBudgetUsd: config.turn_budget_usd }),
    ...(settings.claudePath === undefined ? {} : { pathToClaudeCodeExecutable: settings.claudePath }),
  };
}
