import { OPERATOR, type ApprovalView, type DashboardEvent, type Question, type StateSnapshot } from "@hyperhive/wire";
import { placed, without } from "./rows.ts";

/** What waits for the operator's word, oldest first, and what was decided, newest first. */
export type Decisions = {
  readonly questions: readonly Question[];
  readonly pending: readonly ApprovalView[];
  readonly history: readonly ApprovalView[];
};

const MAX_HISTORY = 30;

/** The decisions that a snapshot holds. */
export function decisionsOf(snapshot: Pick<StateSnapshot, "approvals" | "approval_history" | "questions">): Decisions {
  return { questions: snapshot.questions, pending: snapshot.approvals, history: snapshot.approval_history };
}

/** How many of them wait for the operator. */
export function countOpen({ questions, pending }: Decisions): number {
  return questions.length + pending.length;
}

/** The decisions after an event; the same object when it changes none of them. */
export function reduceDecisions(decisions: Decisions, event: DashboardEvent): Decisions {
  switch (event.kind) {
    case "approval_added":
    case "approval_changed":
    case "approval_resolved":
      return withApproval(decisions, event.approval);
    case "question_added":
    case "question_resolved":
      return withQuestion(decisions, event.question);
    default:
      return decisions;
  }
}

function withApproval(decisions: Decisions, approval: ApprovalView): Decisions {
  const pending = without(decisions.pending, approval.id);
  if (approval.stage === "pending") return { ...decisions, pending: placed(decisions.pending, approval) };
  if (approval.stage === "submitting") return { ...decisions, pending };
  const history = placed(decisions.history, approval).toSorted(newestFirst).slice(0, MAX_HISTORY);
  return { ...decisions, pending, history };
}

function withQuestion(decisions: Decisions, question: Question): Decisions {
  const waits = question.state === "open" && question.target === OPERATOR;
  const questions = waits ? placed(decisions.questions, question) : without(decisions.questions, question.id);
  return questions === decisions.questions ? decisions : { ...decisions, questions };
}

function newestFirst(a: ApprovalView, b: ApprovalView): number {
  return (b.resolved_at ?? b.requested_at) - (a.resolved_at ?? a.requested_at) || b.id - a.id;
}
