import { moreHint, renderMessage, type DeliveredMessage } from "@hyperhive/wire";

/** What makes a turn run. */
export type Wake =
  | { readonly kind: "message"; readonly delivered: DeliveredMessage; readonly queued: number }
  /** The agent asked for this turn itself. */
  | { readonly kind: "note"; readonly text: string }
  /** The operator spoke to an agent that was not in a turn. */
  | { readonly kind: "steer"; readonly text: string }
  /** The conversation is about to be compacted. */
  | { readonly kind: "save_notes" };

const SAVE_NOTES =
  "Your conversation is nearly full and will be compacted after this turn. Bring /state/notes.md up to date now, so that nothing is lost that you need: open work, who waits for what, decisions, where things are. Do nothing else and send nothing.";

/** Writes the prompt that begins a turn: sender and body, the redelivery banner when due, and a hint when more is queued. */
export function formatWakePrompt(wake: Wake): string {
  switch (wake.kind) {
    case "message":
      return [renderMessage(wake.delivered), ...moreHint(wake.queued)].join("\n\n");
    case "note":
      return `Note to yourself from your last turn:\n\n${wake.text}`;
    case "steer":
      return `The operator says:\n\n${wake.text}`;
    case "save_notes":
      return SAVE_NOTES;
  }
}

/** Who or what woke the agent, for its history. */
export function wokenBy(wake: Wake): string {
  switch (wake.kind) {
    case "message":
      return wake.delivered.message.from;
    case "note":
      return "self";
    case "steer":
      return "operator";
    case "save_notes":
      return "compaction";
  }
}
