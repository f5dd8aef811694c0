import { MAX_EVENT_BYTES, type AgentEvent } from "@hyperhive/wire";

/** Longest text that one field of an event keeps, in UTF-16 units. */
export const MAX_TEXT = 64 * 1024;

/** Cuts every long text of an event and says how much is missing; an event that is long all the same keeps the beginning of its JSON. */
export function cutEvent(event: AgentEvent): AgentEvent {
  const cut = cutDeep(event) as AgentEvent;
  const encoded = JSON.stringify(cut);
  if (Buffer.byteLength(encoded) <= MAX_EVENT_BYTES) return cut;
  const raw = cutText(encoded, MAX_TEXT);
  return cut.kind === "tool_use" ? { ...cut, input: { cut: raw } } : { kind: "unrecognised", type: cut.kind, raw };
}

/** Cuts a text without splitting a character in two. */
export function cutText(text: string, limit: number = MAX_TEXT): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept}… [cut: ${text.length - kept.length} more characters]`;
}

function cutDeep(value: unknown): unknown {
  if (typeof value === "string") return cutText(value);
  if (Array.isArray(value)) return value.map(cutDeep);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cutDeep(inner)]));
}
