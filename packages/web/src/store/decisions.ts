import { OPERATOR, type DashboardEvent, type StateSnapshot } from "@hyperhive/wire";

/** Ids of what waits for the operator's decision. */
export type Decisions = { readonly approvals: readonly number[]; readonly questions: readonly number[] };

/** The decisions that a snapshot holds. */
export function decisionsOf(snapshot: Pick<StateSnapshot, "approvals" | "questions">): Decisions {
  return { approvals: snapshot.approvals.map(({ id }) => id), questions: snapshot.questions.map(({ id }) => id) };
}

/** The decisions after an event; the same object when it changes none of them. */
export function reduceDecisions(decisions: Decisions, event: DashboardEvent): Decisions {
  switch (event.kind) {
    case "approval_added":
    case "approval_changed":
    case "approval_resolved": {
      const { id, stage } = event.approval;
      return { ...decisions, approvals: placed(decisions.approvals, id, stage === "pending") };
    }
    case "question_added":
    case "question_resolved": {
      const { id, state, target } = event.question;
      return { ...decisions, questions: placed(decisions.questions, id, state === "open" && target === OPERATOR) };
    }
    default:
      return decisions;
  }
}

function placed(ids: readonly number[], id: number, waits: boolean): readonly number[] {
  const others = ids.filter((other) => other !== id);
  return waits ? [...others, id] : others;
}
