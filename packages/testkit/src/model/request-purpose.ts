import type { MessagesRequest, Conversation } from './conversation.ts';

/**
 * Why claude asks: `turn` is the conversation itself, `compact` its summary,
 * `side` a small request of claude's own (a title, a probe), which no scenario should have to know.
 */
export type Purpose = 'turn' | 'compact' | 'side';

const sidePrompts = /session title|generate a concise|analyze if this message indicates a new conversation topic|topic detection/i;
const compactPrompts = /create a detailed summary of (?:the|this) conversation|provide a detailed summary of/i;

/** Tells a turn from the requests that claude makes on its own account. */
export function purposeOf(request: MessagesRequest, conversation: Conversation): Purpose {
  if (compactPrompts.test(conversation.newest)) return 'compact';
  if (request.max_tokens === 1) return 'side';
  return (request.tools ?? []).length === 0 && sidePrompts.test(conversation.system) ? 'side' : 'turn';
}
