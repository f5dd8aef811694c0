import type { SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import type { AgentEvent } from "@hyperhive/wire";
import { blockEvents, resultEvents } from "./content-events.ts";
import { systemEvents } from "./system-events.ts";

/** Name of the model in messages that claude makes up itself, to tell of an error. */
export const SYNTHETIC_MODEL = "<synthetic>";

/** Says that claude is at work; pages need no row for them. */
const SILENT: readonly SDKMessage["type"][] = ["result", "stream_event", "tool_progress", "auth_status"];

/** What a message of claude means to somebody who watches; what this version does not know is handed on as it came. */
export function claudeEvents(message: SDKMessage): readonly AgentEvent[] {
  switch (message.type) {
    case "assistant":
      return message.message.model === SYNTHETIC_MODEL
        ? message.message.content.flatMap((block) =>
            block.type === "text" ? [{ kind: "note", text: block.text }] : [],
          )
        : message.message.content.flatMap((block) => blockEvents(block, subagentOf(message)));
    case "user":
      return resultEvents(message.message.content, subagentOf(message));
    case "system":
      return systemEvents(message);
    case "rate_limit_event":
      return message.rate_limit_info.status === "allowed" ? [] : [limitNote(message.rate_limit_info)];
    default:
      return SILENT.includes(message.type) ? [] : [unrecognised(message)];
  }
}

/** Keeps something for which there is no row. */
function unrecognised(message: { readonly type: string }): AgentEvent {
  return { kind: "unrecognised", type: message.type, raw: JSON.stringify(message) };
}

function subagentOf(message: { parent_tool_use_id: string | null; agent_id?: string }): string | undefined {
  return message.agent_id ?? message.parent_tool_use_id ?? undefined;
}

function limitNote({
  status,
  resetsAt,
  rateLimitType,
}: {
  status: string;
  resetsAt?: number;
  rateLimitType?: string;
}): AgentEvent {
  const when = resetsAt === undefined ? "" : `, resets at ${new Date(resetsAt * 1000).toISOString()}`;
  return { kind: "note", text: `rate limit ${rateLimitType ?? ""}: ${status}${when}` };
}
