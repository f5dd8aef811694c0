import { MAX_EVENT_BYTES, type AgentEvent, type PushedEvent } from "@hyperhive/wire";

/** Deeper values could not be encoded again, neither for a page nor for the file. */
const MAX_DEPTH = 64;

/** The event as the core takes it in: one that no history could hold and no page could show is replaced by a note that says so. */
export function fitEvent(pushed: PushedEvent): PushedEvent {
  const problem = problemOf(pushed.event);
  if (problem === undefined) return pushed;
  const text = `an event of the kind ${pushed.event.kind} was left out: ${problem}`;
  return { ...pushed, event: { kind: "note", text } };
}

function problemOf(event: AgentEvent): string | undefined {
  // First, because the size of a deep value cannot be told.
  if (event.kind === "tool_use" && isDeeper(event.input, MAX_DEPTH))
    return `it is nested over ${MAX_DEPTH} levels deep`;
  const size = Buffer.byteLength(JSON.stringify(event));
  return size > MAX_EVENT_BYTES ? `it has ${size} bytes, over ${MAX_EVENT_BYTES}` : undefined;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
