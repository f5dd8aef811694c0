import type { AgentConfig } from "@hyperhive/wire";
import type { HarnessSettings } from "../harness-settings.ts";

/** Where claude finds the model: the relay on the cage's loopback and the key that opens it. */
export type ModelDoor = { readonly url: string; readonly key: string };

/** Nothing but the conversation leaves the cage; compaction and notes are hyperhive's own business. */
const QUIET = {
  DISABLE_TELEMETRY: "1",
  DISABLE_ERROR_REPORTING: "1",
  DISABLE_AUTOUPDATER: "1",
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  DISABLE_AUTO_COMPACT: "1",
  CLAUDE_CODE_DISABLE_AUTO_MEMORY: "1",
} as const;

/** The whole environment of claude; the agent's own `env` cannot replace what the harness sets. Without a door claude uses its own log-in. */
export function claudeEnvironment(
  settings: HarnessSettings,
  { config, door }: { config: AgentConfig; door: ModelDoor | undefined },
): Record<string, string> {
  return {
    ...config.env,
    ...settings.claudeBase,
    ...QUIET,
    ...(door === undefined ? {} : { ANTHROPIC_BASE_URL: door.url, ANTHROPIC_API_KEY: door.key }),
  };
}
