export { createAgentClient, type AgentClient } from "./agent-client.ts";
export { AGENT_KINDS, agentStream } from "./feed/agent-feed.ts";
export { DASHBOARD_KINDS, DASHBOARD_STREAM } from "./feed/dashboard-feed.ts";
export type { EventFeed, EventFeedOptions, FeedConnection } from "./feed/event-feed-options.ts";
export { createEventFeed } from "./feed/event-feed.ts";
export type { EventSourceLike, SourceMessage } from "./feed/event-source.ts";
export { createHostClient, type HostClient } from "./host-client.ts";
export { createHttpClient, type HttpClient, type OperatorMessage, type ReadOptions } from "./http/http-client.ts";
export type { HttpOptions } from "./http/requester.ts";
export type { RetryMode } from "./socket/backoff.ts";
export type { Timing } from "./socket/timing.ts";
export type {
  CallOptions,
  StreamCmd,
  StreamInput,
  VerbClient,
  VerbClientOptions,
  VerbStream,
} from "./socket/verb-client.ts";
