export { createAgentClient, type AgentClient } from "./agent-client.ts";
export { createHostClient, type HostClient } from "./host-client.ts";
export { RETRY_BUDGET_MS, RETRY_DELAYS_MS, type RetryMode } from "./socket/backoff.ts";
export { createVerbClient, type SafeToRepeat } from "./socket/create-verb-client.ts";
export type { Timing } from "./socket/timing.ts";
export type {
  CallOptions,
  StreamCmd,
  StreamInput,
  VerbClient,
  VerbClientOptions,
  VerbStream,
} from "./socket/verb-client.ts";
