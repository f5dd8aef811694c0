import {
  approvalNotice,
  messageNotice,
  questionNotice,
  summaryNotice,
  type InboxRow,
  type NoticeKind,
  type PushMessage,
} from "@hyperhive/wire";
import type { Decisions } from "../store/decisions.ts";

/** What the operator may be told of, as the page holds it; undefined while a part is not there. */
export type Told = {
  readonly decisions: Pick<Decisions, "pending" | "questions"> | undefined;
  readonly inbox: readonly InboxRow[] | undefined;
};

/** Ids that were there before; absent until a part was seen for the first time. */
export type Seen = {
  readonly approvals?: ReadonlySet<number>;
  readonly questions?: ReadonlySet<number>;
  /** The newest message. */
  readonly message?: number;
};

/** More of a kind at once, such as after a long break, are told as one. */
const MAX_AT_ONCE = 8;

/**
 * What has come since, each thing once, and what is seen now. What is there the first time is only taken note of, and
 * a part that goes missing and comes back tells of nothing it has told of before.
 */
export function newsOf(seen: Seen, { decisions, inbox }: Told): { seen: Seen; notices: readonly PushMessage[] } {
  const approvals = decisions?.pending.filter(({ id }) => seen.approvals?.has(id) === false) ?? [];
  const questions = decisions?.questions.filter(({ id }) => seen.questions?.has(id) === false) ?? [];
  const { message } = seen;
  const messages = message === undefined ? [] : (inbox?.filter(({ id }) => id > message) ?? []);
  return {
    seen: {
      ...seen,
      ...(decisions !== undefined && {
        approvals: withIds(seen.approvals, decisions.pending),
        questions: withIds(seen.questions, decisions.questions),
      }),
      ...(inbox !== undefined && { message: Math.max(message ?? 0, inbox.at(-1)?.id ?? 0) }),
    },
    notices: [
      ...summed(approvals.map(approvalNotice), "approval"),
      ...summed(questions.map(questionNotice), "question"),
      ...summed(messages.map(messageNotice), "message"),
    ],
  };
}

function withIds(known: ReadonlySet<number> | undefined, rows: readonly { id: number }[]): ReadonlySet<number> {
  return new Set([...(known ?? []), ...rows.map(({ id }) => id)]);
}

function summed(all: readonly (PushMessage | undefined)[], kind: NoticeKind): readonly PushMessage[] {
  const notices = all.filter((notice) => notice !== undefined);
  const newest = notices.at(-1);
  return newest === undefined || notices.length <= MAX_AT_ONCE
    ? notices
    : [summaryNotice(notices.length, kind, newest)];
}
