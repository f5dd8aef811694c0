import {
  MANAGER,
  type AgentName,
  type ApprovalView,
  type LooseEnd,
  type Question,
  type Reminder,
} from "@hyperhive/wire";
import type { Clock } from "../clock.ts";
import type { Questions } from "../questions/questions.ts";
import type { Reminders } from "../reminders/reminders.ts";
import { ofApproval, ofQuestion, ofReminder } from "./to-loose-end.ts";

/** What still waits on somebody; lists are oldest first. */
export interface LooseEnds {
  /** Approvals about an agent, questions of it and to it, reminders of it. */
  forAgent(name: AgentName): LooseEnd[];
  hiveWide(): LooseEnd[];
  /** What an agent gets to see: its own, the manager everything. */
  seenBy(name: AgentName): LooseEnd[];
  /** Takes a question or a reminder back: an agent its own, the manager anyone's. Throws `not_found`, `forbidden`, `already_decided`. */
  cancel(by: AgentName, loose: { readonly kind: "question" | "reminder"; readonly id: number }): Promise<void>;
}

/** What loose ends are gathered from. */
export type LooseEndsDeps = {
  readonly questions: Pick<Questions, "open" | "openOf" | "cancel">;
  readonly reminders: Pick<Reminders, "list" | "listOf" | "cancel">;
  readonly pendingApprovals: (agent?: AgentName) => readonly ApprovalView[];
  readonly clock: Pick<Clock, "now">;
};

/** Gathers loose ends from where they are kept; keeps nothing itself. */
export function createLooseEnds({ questions, reminders, pendingApprovals, clock }: LooseEndsDeps): LooseEnds {
  const gathered = (parts: Parts) => gather(parts, clock.now());
  const looseEnds: LooseEnds = {
    forAgent: (name) =>
      gathered({
        approvals: pendingApprovals(name),
        questions: questions.openOf(name),
        reminders: reminders.listOf(name),
      }),
    hiveWide: () =>
      gathered({ approvals: pendingApprovals(), questions: questions.open(), reminders: reminders.list() }),
    seenBy: (name) => (name === MANAGER ? looseEnds.hiveWide() : looseEnds.forAgent(name)),
    async cancel(by, { kind, id }) {
      if (kind === "question") await questions.cancel(by, id);
      else await reminders.cancel(by, id);
    },
  };
  return looseEnds;
}

type Parts = {
  readonly approvals: readonly ApprovalView[];
  readonly questions: readonly Question[];
  readonly reminders: readonly Reminder[];
};

function gather({ approvals, questions, reminders }: Parts, now: number): LooseEnd[] {
  const all = [
    ...approvals.map((one) => ofApproval(one, now)),
    ...questions.map((one) => ofQuestion(one, now)),
    ...reminders.map((one) => ofReminder(one, now)),
  ];
  return all.toSorted((one, other) => other.age_seconds - one.age_seconds);
}
