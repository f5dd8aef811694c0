import { cutText, displayName, OPERATOR, type ApprovalView, type Question } from "@hyperhive/wire";

/** How a question ended, in words, for somebody who did not end it here. */
export function questionEndWords({ id, asker, state, answerer }: Question): string {
  const who = displayName(asker);
  switch (state) {
    case "answered":
      return `question ${id} was answered elsewhere; ${who} was told`;
    case "expired":
      return `question ${id} expired; ${who} was told`;
    case "cancelled":
      return answerer === OPERATOR || answerer === undefined
        ? `question ${id} was cancelled; ${who} was told`
        : `${displayName(answerer)} took question ${id} back`;
    case "open":
      return `question ${id} is open`;
  }
}

/** How an approval was decided, in words, for somebody who did not decide it here. */
export function approvalEndWords({ id, agent, status, note }: ApprovalView): string {
  const what = `#${id} for ${displayName(agent)}`;
  const why = note === undefined ? "" : `: ${firstLine(note)}`;
  switch (status) {
    case "approved":
      return `${what} was approved elsewhere`;
    case "denied":
      return `${what} was denied elsewhere${why}`;
    case "revise":
      return `${what} was sent back elsewhere${why}`;
    case "failed":
      return `${what} failed${why}`;
    case "pending":
      return `${what} waits`;
  }
}

function firstLine(note: string): string {
  const [line = ""] = note.trim().split("\n");
  return cutText(line, 120);
}
