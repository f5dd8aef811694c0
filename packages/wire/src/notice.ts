import { displayName, OPERATOR, SYSTEM } from "./addresses.ts";
import type { ApprovalView } from "./approval.ts";
import { cutText } from "./cut-text.ts";
import type { InboxRow } from "./message.ts";
import type { PushMessage } from "./push.ts";
import type { Question } from "./question.ts";

/** What the operator may be told of. */
export type NoticeKind = "approval" | "question" | "message";

const PLURALS: Readonly<Record<NoticeKind, string>> = {
  approval: "approvals wait for you",
  question: "questions wait for you",
  message: "new messages",
};

const MAX_LENGTH = 120;
/** More than enough to find that much text in. */
const LOOKED_AT = 4000;

const ASKED: Readonly<Record<ApprovalView["kind"], string>> = {
  apply_commit: "a change of",
  spawn: "a new agent:",
  init_config: "the first configuration of",
};

/** How the operator is told of an approval that waits, on whichever way; undefined for what the operator asked for itself. */
export function approvalNotice({
  id,
  agent,
  kind,
  risk,
  description,
  requested_by: by,
}: ApprovalView): PushMessage | undefined {
  if (by === OPERATOR) return undefined;
  const facts = [...(risk === undefined ? [] : [`${risk.level} risk`]), ...(description ? [description] : [])];
  return {
    title: `approve ${ASKED[kind] ?? kind} ${displayName(agent)}?`,
    body: oneLine(facts.join(": ") || "it waits for you"),
    tag: `hyperhive:approval:${id}`,
    url: `/#apr-${id}`,
  };
}

/** How the operator is told of a question to it; undefined for one between agents. */
export function questionNotice({ id, asker, target, question }: Question): PushMessage | undefined {
  if (target !== OPERATOR) return undefined;
  return {
    title: `${displayName(asker)} asks`,
    body: oneLine(question),
    tag: `hyperhive:question:${id}`,
    url: `/#q-${id}`,
  };
}

/** How the operator is told of a message to it; undefined for one between agents, or from itself. */
export function messageNotice({ id, from, to, body }: InboxRow): PushMessage | undefined {
  if (to !== OPERATOR || from === OPERATOR) return undefined;
  return {
    title: `message from ${displayName(from)}`,
    body: oneLine(from === SYSTEM ? noteIn(body) : body),
    tag: `hyperhive:msg:${id}`,
    url: `/#msg-${id}`,
  };
}

/** One notice for several of a kind, such as `12 new messages`; it leads to the newest. */
export function summaryNotice(count: number, kind: NoticeKind, newest: PushMessage): PushMessage {
  return {
    ...newest,
    title: `${count} ${PLURALS[kind]}`,
    body: oneLine(`the newest: ${newest.title}: ${newest.body}`),
  };
}

/** The beginning of a text on one line, at most about 120 UTF-16 units, without what turns or hides text. */
function oneLine(text: string): string {
  const line = text
    .slice(0, LOOKED_AT)
    .replace(/[\p{Cc}\p{Z}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, " ")
    .trim();
  return cutText(line, MAX_LENGTH).toWellFormed();
}

// The host writes JSON for programs, with a note for people in it.
function noteIn(body: string): string {
  try {
    const { note } = JSON.parse(body) as { note?: unknown };
    return typeof note === "string" ? note : body;
  } catch {
    // Not JSON, so it is text.
    return body;
  }
}
