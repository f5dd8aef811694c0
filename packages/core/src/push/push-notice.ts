import {
  approvalNotice,
  messageNotice,
  questionNotice,
  summaryNotice,
  type DashboardEvent,
  type NoticeKind,
  type PushMessage,
} from "@hyperhive/wire";

/** Something the operator should be told of, as the browser gets it. */
export type PushNotice = { readonly kind: NoticeKind; readonly message: PushMessage };

/** What the operator is told of an event; nothing of what it did itself. */
export function noticeOf(event: DashboardEvent): PushNotice | undefined {
  switch (event.kind) {
    case "approval_added":
      return ofKind("approval", approvalNotice(event.approval));
    case "question_added":
      return ofKind("question", questionNotice(event.question));
    case "sent":
      return ofKind("message", messageNotice(event.message));
    default:
      return undefined;
  }
}

/** One notice for many of a kind; it opens the newest. */
export function summaryOf(count: number, { kind, message }: PushNotice): PushNotice {
  return { kind, message: summaryNotice(count, kind, message) };
}

function ofKind(kind: NoticeKind, message: PushMessage | undefined): PushNotice | undefined {
  return message === undefined ? undefined : { kind, message };
}
