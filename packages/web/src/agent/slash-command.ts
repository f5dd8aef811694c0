/** What the operator typed into an agent's prompt. */
export type PromptInput =
  | { readonly kind: "message"; readonly body: string }
  | { readonly kind: "help" | "clear" | "cancel" | "compact" | "new-session" }
  | { readonly kind: "model"; readonly model: string }
  | { readonly kind: "wrong"; readonly problem: string };

/** The commands of the prompt, in the order they are listed. */
export const COMMANDS = [
  { name: "/help", does: "list these commands" },
  { name: "/clear", does: "empty this view; nothing is deleted" },
  { name: "/cancel", does: "stop this turn" },
  { name: "/compact", does: "squeeze the session now" },
  { name: "/model", does: "name the model of the next turn" },
  { name: "/new-session", does: "the next turn starts a new session" },
] as const;

/** Reads a draft: a `/word` at its start is a command, everything else a message. `//` sends a text that begins with a slash. */
export function readPrompt(draft: string): PromptInput {
  const text = draft.trim();
  if (text.startsWith("//")) return { kind: "message", body: text.slice(1) };
  const match = /^\/([a-z-]+)(?:\s+([^]*))?$/.exec(text);
  if (match === null) return { kind: "message", body: text };
  const [, word = "", rest = ""] = match;
  switch (word) {
    case "help":
    case "clear":
    case "cancel":
    case "compact":
    case "new-session":
      return rest === "" ? { kind: word } : { kind: "wrong", problem: `/${word} takes nothing after it` };
    case "model":
      return rest === ""
        ? { kind: "wrong", problem: "expected a model, such as /model sonnet" }
        : { kind: "model", model: rest.trim() };
    default:
      return {
        kind: "wrong",
        problem: `there is no /${word}; /help lists the commands, // sends a text that begins with a slash`,
      };
  }
}
