import type { AgentEvent } from "@hyperhive/wire";
import { agentPath } from "../http/http-client.ts";

const KINDS: Readonly<Record<AgentEvent["kind"], true>> = {
  turn_start: true,
  turn_end: true,
  text: true,
  thinking: true,
  tool_use: true,
  tool_result: true,
  stderr: true,
  note: true,
  unrecognised: true,
  session: true,
  status_changed: true,
  model_changed: true,
  token_usage_changed: true,
  turn_state_changed: true,
  build: true,
};

/** Names of the events of an agent's stream. */
export const AGENT_KINDS: readonly string[] = Object.keys(KINDS);

/** Where an agent's events stream. */
export function agentStream(name: string): string {
  return agentPath(name, "events/stream");
}
