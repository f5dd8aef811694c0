import { randomUUID } from "node:crypto";
import type { Block, ParsedReply } from "./reply.ts";

export type Usage = {
  input_tokens: number;
  output_tokens: number;
  cache_creation_input_tokens: number;
  cache_read_input_tokens: number;
  service_tier: "standard";
};

export type ContentBlock =
  | { type: "text"; text: string }
  | { type: "thinking"; thinking: string; signature: string }
  | { type: "tool_use"; id: string; name: string; input: Record<string, unknown> };

/** A whole answer of the Messages API, as its non-streaming form sends it. */
export type ModelMessage = {
  id: string;
  type: "message";
  role: "assistant";
  model: string;
  content: ContentBlock[];
  stop_reason: string;
  stop_sequence: null;
  usage: Usage;
};

/** Builds the answer; token counts that the reply leaves out are estimated at four characters a token. */
export function buildMessage(
  reply: ParsedReply & { blocks: Block[] },
  request: { model: string; size: number },
): ModelMessage {
  const content = reply.blocks.map(contentBlock);
  const usesTool = content.some(({ type }) => type === "tool_use");
  return {
    id: `msg_${freshId()}`,
    type: "message",
    role: "assistant",
    model: request.model,
    content,
    stop_reason: reply.stopReason ?? (usesTool ? "tool_use" : "end_turn"),
    stop_sequence: null,
    usage: {
      input_tokens: reply.usage?.inputTokens ?? estimateTokens(request.size),
      output_tokens: reply.usage?.outputTokens ?? estimateTokens(JSON.stringify(content).length),
      cache_creation_input_tokens: reply.usage?.cacheCreationTokens ?? 0,
      cache_read_input_tokens: reply.usage?.cacheReadTokens ?? 0,
      service_tier: "standard",
    },
  };
}

/** Guesses how many tokens a number of characters makes. */
export function estimateTokens(characters: number): number {
  return Math.max(1, Math.round(characters / 4));
}

function contentBlock(block: Block): ContentBlock {
  switch (block.type) {
    case "text":
      return block;
    case "thinking":
      return { ...block, signature: block.signature ?? Buffer.from(`scripted ${block.thinking}`).toString("base64") };
    case "tool_use":
      return { type: "tool_use", id: block.id ?? `toolu_${freshId()}`, name: block.name, input: block.input };
  }
}

function freshId(): string {
  return randomUUID().replaceAll("-", "").slice(0, 24);
}
