import type { SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import type { AgentEvent } from "@hyperhive/wire";

type SystemMessage = Extract<SDKMessage, { type: "system" }>;

/** Progress that shows elsewhere, or that nobody needs to see. */
const SILENT: readonly string[] = [
  "init",
  "status",
  "thinking_tokens",
  "permission_denied",
  "session_state_changed",
  "commands_changed",
  "files_persisted",
  "local_command_output",
  "control_request_progress",
  "background_tasks_changed",
  "task_progress",
  "task_updated",
];

/** What a word of claude about itself means to somebody who watches. */
export function systemEvents(message: SystemMessage): readonly AgentEvent[] {
  switch (message.subtype) {
    case "init":
      return message.mcp_servers.flatMap(({ name, status }) =>
        status === "failed" ? [note(`the MCP server ${name} could not be started; its tools are missing`)] : [],
      );
    case "api_retry": {
      const status = message.error_status === null ? "no answer" : `status ${message.error_status}`;
      const seconds = (message.retry_delay_ms / 1000).toFixed(1);
      return [
        note(`the model did not answer (${status}); try ${message.attempt} of ${message.max_retries} in ${seconds} s`),
      ];
    }
    case "compact_boundary": {
      const { pre_tokens, post_tokens } = message.compact_metadata;
      return [note(`conversation compacted: ${pre_tokens} tokens became ${post_tokens ?? "fewer"}`)];
    }
    default:
      return SILENT.includes(message.subtype)
        ? []
        : [{ kind: "unrecognised", type: `system ${message.subtype}`, raw: JSON.stringify(message) }];
  }
}

function note(text: string): AgentEvent {
  return { kind: "note", text };
}
