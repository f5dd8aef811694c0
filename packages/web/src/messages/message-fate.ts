import { MAX_DELIVERY_ATTEMPTS, OPERATOR, type InboxRow } from "@hyperhive/wire";

/** What became of a message: a glyph at its right, words for it, and a flag over the text where the operator should look. */
export type MessageFate = {
  readonly look: "done" | "waits" | "again" | "dead" | "parked";
  readonly glyph: string;
  readonly words: string;
  readonly flag?: string;
};

/** The fate of a message as the flow shows it; what was let go asks for nothing. */
export function messageFate(message: InboxRow): MessageFate {
  const { state, attempts, note } = message;
  const why = note === undefined ? "" : `: ${note}`;
  if (message.dismissed_at !== undefined)
    return { look: "done", glyph: state === "dead" ? "✗" : "‖", words: `${state}, let go` };
  switch (state) {
    case "acked":
      return { look: "done", glyph: "✓", words: attempts > 1 ? `acked at attempt ${attempts}` : "acked" };
    case "dead": {
      const words = `dead letter after ${attempts} attempts`;
      return { look: "dead", glyph: "✗", words, flag: `✗ ${words}${why}` };
    }
    case "parked":
      return {
        look: "parked",
        glyph: "‖",
        words: "parked, waits for you",
        flag: `‖ parked${why === "" ? ": its chain grew too long" : why}`,
      };
    case "queued":
    case "delivered":
      return isAgain(message) ? againFate(message, why) : waitingFate(message);
  }
}

function isAgain({ state, attempts }: InboxRow): boolean {
  return attempts > (state === "delivered" ? 1 : 0);
}

function againFate({ state, attempts }: InboxRow, why: string): MessageFate {
  const next = state === "delivered" ? attempts : attempts + 1;
  const words =
    state === "delivered"
      ? `redelivered, attempt ${next} of ${MAX_DELIVERY_ATTEMPTS}`
      : `comes again, attempt ${next} of ${MAX_DELIVERY_ATTEMPTS}`;
  return { look: "again", glyph: "↻", words, flag: `↻ ${words}${why}` };
}

function waitingFate({ to, state }: InboxRow): MessageFate {
  if (to === OPERATOR) return { look: "waits", glyph: "◌", words: "in your inbox" };
  return { look: "waits", glyph: "◌", words: state === "delivered" ? `${to} works on it` : `waits for ${to}` };
}
