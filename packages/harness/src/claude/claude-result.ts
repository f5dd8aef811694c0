import type { SDKMessage, SDKResultMessage } from "@anthropic-ai/claude-agent-sdk";

/** The end of one run of claude as it really arrives; some fields are missing in the SDK's types. */
export type ClaudeResult = SDKResultMessage & {
  readonly api_error_status?: number | null;
  readonly model_usage_since_last_result?: Record<string, { readonly costUSD: number }>;
};

/** How a run ended: with claude's own results (several when it was steered), or with the process. */
export type RunEnd =
  | { readonly kind: "finished"; readonly result: ClaudeResult }
  | { readonly kind: "died"; readonly note: string; readonly start: StartState };

/** How far a process came: `refused` means that claude said it cannot go on with the conversation it was given. */
export type StartState = "begun" | "not_begun" | "refused";

/** Receives everything that claude says. Must not throw. */
export type MessageSink = (message: SDKMessage) => void;
