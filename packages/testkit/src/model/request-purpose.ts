import type { Conversation, MessagesRequest } from "./conversation.ts";

/**
 * Why claude asks: `turn` is the conversation itself, `compact` its summary,
 * `side` a small request of claude's own (a title, a probe of a model), which no scenario should have to know.
 */
export type Purpose = "turn" | "compact" | "side";

const compactPrompt = /^CRITICAL: Respond with TEXT ONLY.*create a detailed summary of/su;
const titlePrompt = /naming a coding session|session title|conversation topic/iu;

/** Tells a turn from the requests that claude makes on its own account. */
export function purposeOf(request: MessagesRequest, { prompt, system }: Conversation): Purpose {
  if (compactPrompt.test(prompt)) return "compact";
  if (request.max_tokens === 1) return "side";
  const bare = (request.tools ?? []).length === 0;
  return bare && (asksForJson(request) || titlePrompt.test(system)) ? "side" : "turn";
}

function asksForJson({ output_config: config }: MessagesRequest): boolean {
  return typeof config === "object" && config !== null && "format" in config;
}
