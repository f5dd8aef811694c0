import {
  displayName,
  OPERATOR,
  SYSTEM,
  type ApprovalView,
  type DashboardEvent,
  type InboxRow,
  type PushMessage,
  type Question,
} from "@hyperhive/wire";
import { plainText } from "./plain-text.ts";

/** What a notification is about. */
export type NoticeKind = "approval" | "question" | "message";

/** Something the operator should be told of, as the browser gets it. */
export type PushNotice = { readonly kind: NoticeKind; readonly message: PushMessage };

const PLURALS: Readonly<Record<NoticeKind, string>> = {
  approval: "approvals wait for you",
  question: "questions wait for you",
  message: "new messages",
};

/** What the operator is told of an event; nothing of what it did itself. */
export function noticeOf(event: DashboardEvent): PushNotice | undefined {
  switch (event.kind) {
    case "approval_added":
      return event.approval.requested_by === OPERATOR ? undefined : ofApproval(event.approval);
    case "question_added":
      return event.question.target === OPERATOR ? ofQuestion(event.question) : undefined;
    case "sent":
      return event.message.to === OPERATOR && event.message.from !== OPERATOR ? ofMessage(event.message) : undefined;
    default:
      return undefined;
  }
}

/** One notice for many of a kind; it opens the newest. */
export function summaryOf(count: number, { kind, message }: PushNotice): PushNotice {
  const title = `${count} ${PLURALS[kind]}`;
  return { kind, message: { ...message, title, body: plainText(`the newest: ${message.title}: ${message.body}`) } };
}

function ofApproval({ id, agent, kind, risk, description }: ApprovalView): PushNotice {
  const asked = { apply_commit: "a change of", spawn: "a new agent:", init_config: "the first configuration of" }[kind];
  const danger = risk === undefined ? [] : [`${risk.level} risk`];
  const why = description === undefined ? [] : [description];
  return {
    kind: "approval",
    message: {
      title: `approve ${asked} ${displayName(agent)}?`,
      body: plainText([...danger, ...why].join(": ") || "it waits for you"),
      tag: `hyperhive:approval:${id}`,
      url: `/#apr-${id}`,
    },
  };
}

function ofQuestion({ id, asker, question }: Question): PushNotice {
  return {
    kind: "question",
    message: {
      title: `${displayName(asker)} asks`,
      body: plainText(question),
      tag: `hyperhive:question:${id}`,
      url: `/#q-${id}`,
    },
  };
}

function ofMessage({ id, from, body }: InboxRow): PushNotice {
  return {
    kind: "message",
    message: {
      title: `message from ${displayName(from)}`,
      body: plainText(from === SYSTEM ? noteIn(body) : body),
      tag: `hyperhive:msg:${id}`,
      url: `/#msg-${id}`,
    },
  };
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
