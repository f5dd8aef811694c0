import type { SDKAssistantMessage, SDKUserMessage } from "@anthropic-ai/claude-agent-sdk";
import type { AgentEvent } from "@hyperhive/wire";

type Block = SDKAssistantMessage["message"]["content"][number];
type UserContent = SDKUserMessage["message"]["content"];

/** What one block of an answer means to somebody who watches. */
export function blockEvents(block: Block, subagent: string | undefined): readonly AgentEvent[] {
  const by = subagent === undefined ? {} : { subagent };
  switch (block.type) {
    case "text":
      return [{ kind: "text", text: block.text, ...by }];
    case "thinking":
      return [{ kind: "thinking", text: block.thinking, ...by }];
    case "tool_use":
      return [{ kind: "tool_use", id: block.id, name: block.name, input: recordOf(block.input), ...by }];
    default:
      return [{ kind: "unrecognised", type: `block ${block.type}`, raw: JSON.stringify(block) }];
  }
}

/** The tool results in what went back to the model; the rest of it is claude's own book-keeping. */
export function resultEvents(content: UserContent, subagent: string | undefined): readonly AgentEvent[] {
  if (typeof content === "string") return [];
  const by = subagent === undefined ? {} : { subagent };
  return content.flatMap((block) =>
    block.type !== "tool_result"
      ? []
      : [
          {
            kind: "tool_result" as const,
            id: block.tool_use_id,
            text: resultText(block.content),
            is_error: block.is_error === true,
            ...by,
          },
        ],
  );
}

function resultText(content: unknown): string {
  if (content === undefined) return "";
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return JSON.stringify(content);
  return content.map(partText).join("\n");
}

function partText(part: unknown): string {
  if (typeof part !== "object" || part === null) return String(part);
  if ("text" in part && typeof part.text === "string") return part.text;
  return `[${"type" in part ? String(part.type) : "unknown"}]`;
}

function recordOf(input: unknown): Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : { input };
}
