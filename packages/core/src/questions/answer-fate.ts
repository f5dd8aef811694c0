import type { AnswerFate, MessageState } from "@hyperhive/wire";

/** What became of an answer on its way to the asker. `message` is the one that took it, null when nobody was there to get it, and when it was let go and is deleted; any other message that is gone was read. `isDismissed` says that it was let go. */
export function answerFate(
  message: number | null,
  { state, isDismissed }: { readonly state: MessageState | null; readonly isDismissed: boolean },
): AnswerFate {
  if (message === null) return "lost";
  switch (state) {
    case "queued":
    case "delivered":
      return "waiting";
    case "parked":
      return isDismissed ? "lost" : "waiting";
    case "acked":
    case null:
      return "reached";
    case "dead":
      return "lost";
  }
}
