import type { AnswerFate, MessageState } from "@hyperhive/wire";

/** What became of an answer on its way to the asker. `message` is the one that took it, null when nobody was there to get it; a message that is gone was read, for only those are deleted. */
export function answerFate(message: number | null, state: MessageState | null): AnswerFate {
  if (message === null) return "lost";
  switch (state) {
    case "queued":
    case "delivered":
    case "parked":
      return "waiting";
    case "acked":
    case null:
      return "reached";
    case "dead":
      return "lost";
  }
}
