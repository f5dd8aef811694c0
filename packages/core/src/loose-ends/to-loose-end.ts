import { cutText, type ApprovalView, type LooseEnd, type Question, type Reminder } from "@hyperhive/wire";

// A listing goes into a turn of an agent: the beginning tells which one it is.
const MAX_MESSAGE_LENGTH = 500;

/** An approval that waits; its times are Unix seconds, `now` is Unix ms. */
export function ofApproval(approval: ApprovalView, now: number): LooseEnd {
  const { id, agent, fetched_sha, description, risk } = approval;
  return {
    kind: "approval",
    id,
    age_seconds: age(approval.requested_at * 1000, now),
    agent,
    approval_kind: approval.kind,
    ...(fetched_sha !== undefined && { fetched_sha }),
    ...(description !== undefined && { description }),
    ...(risk !== undefined && { risk }),
  };
}

/** A question that is open. */
export function ofQuestion({ id, asked_at, ...question }: Question, now: number): LooseEnd {
  const { asker, target, question: text, options, multi, deadline_at } = question;
  return {
    kind: "question",
    id,
    age_seconds: age(asked_at, now),
    asker,
    target,
    question: text,
    options,
    multi,
    ...(deadline_at !== undefined && { deadline_at }),
  };
}

/** A reminder that is pending or has failed; of a long message only its beginning. */
export function ofReminder(reminder: Reminder, now: number): LooseEnd {
  const { id, owner, message, created_at, due_at, attempts, failure, failed_at } = reminder;
  return {
    kind: "reminder",
    id,
    age_seconds: age(created_at, now),
    owner,
    message: cutText(message, MAX_MESSAGE_LENGTH),
    due_at,
    attempts,
    ...(failure !== undefined && { failure }),
    ...(failed_at !== undefined && { failed_at }),
  };
}

// A clock that was set back must not make anything younger than new.
function age(since: number, now: number): number {
  return Math.max(0, Math.floor((now - since) / 1000));
}
