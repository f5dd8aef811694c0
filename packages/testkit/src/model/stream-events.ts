import type { ContentBlock, ModelMessage } from "./message.ts";

/** One server-sent event of a streamed answer; the event's name is its `type`. */
export type StreamEvent = { type: string; [key: string]: unknown };

/** The events of a streamed answer in the order in which the Messages API sends them; deltas hold at most `chunkSize` characters. */
export function streamEvents(message: ModelMessage, chunkSize: number): StreamEvent[] {
  const { content, stop_reason, stop_sequence, usage } = message;
  const opening = { ...message, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } };
  return [
    { type: "message_start", message: opening },
    { type: "ping" },
    ...content.flatMap((block, index) => blockEvents(block, index, chunkSize)),
    { type: "message_delta", delta: { stop_reason, stop_sequence }, usage },
    { type: "message_stop" },
  ];
}

/** Writes an event in the form of a server-sent event. */
export function encodeEvent(event: StreamEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

function blockEvents(block: ContentBlock, index: number, chunkSize: number): StreamEvent[] {
  return [
    { type: "content_block_start", index, content_block: emptied(block) },
    ...deltas(block, chunkSize).map((delta) => ({ type: "content_block_delta", index, delta })),
    { type: "content_block_stop", index },
  ];
}

function emptied(block: ContentBlock): ContentBlock {
  switch (block.type) {
    case "text":
      return { ...block, text: "" };
    case "thinking":
      return { ...block, thinking: "", signature: "" };
    case "tool_use":
      return { ...block, input: {} };
  }
}

function deltas(block: ContentBlock, chunkSize: number): Record<string, unknown>[] {
  switch (block.type) {
    case "text":
      return chunks(block.text, chunkSize).map((text) => ({ type: "text_delta", text }));
    case "thinking":
      return [
        ...chunks(block.thinking, chunkSize).map((thinking) => ({ type: "thinking_delta", thinking })),
        { type: "signature_delta", signature: block.signature },
      ];
    case "tool_use":
      return ["", ...chunks(JSON.stringify(block.input), chunkSize)].map((partial_json) => ({
        type: "input_json_delta",
        partial_json,
      }));
  }
}

function chunks(text: string, size: number): string[] {
  const characters = Array.from(text);
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, index) =>
    characters.slice(index * size, (index + 1) * size).join(""),
  );
}
