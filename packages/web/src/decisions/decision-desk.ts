import { effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { DashboardFrame } from "@hyperhive/wire";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import type { Page } from "../shell/page.ts";
import type { Decisions } from "../store/decisions.ts";
import { NO_ANSWER, type AnswerDraft } from "./answer-text.ts";
import { approvalEndWords, questionEndWords } from "./ended-words.ts";
import { moveFocusFrom } from "./move-focus.ts";

/** A reason that is being written: for what, and the words so far. */
export type ReasonDraft = { readonly open?: "deny" | "revise"; readonly words: string };

/** Words that the operator had typed for something that ended without them. */
export type Leftover = { readonly card: string; readonly words: string };

/** What the operator is about to decide: drafts outlive every redrawing, and what ends elsewhere is told. A card is named as its element is, `q-41` or `apr-87`. */
export type DecisionDesk = {
  answerTo(question: number): Signal<AnswerDraft>;
  reasonFor(approval: number): Signal<ReasonDraft>;
  readonly spawnName: Signal<string>;
  readonly leftovers: ReadonlySignal<readonly Leftover[]>;
  forget(leftover: Leftover): void;
  /** Sends a decision of this page: the card may go without a word then. Rejects as the request does. */
  decide(card: string, request: () => Promise<unknown>): Promise<void>;
  /** Follows what ends, until the returned function is called. */
  follow(): () => void;
};

/** Lays out what is decided on a dashboard. */
export function createDecisionDesk(page: Page, dashboard: Dashboard): DecisionDesk {
  const answers = new Map<string, Signal<AnswerDraft>>();
  const reasons = new Map<string, Signal<ReasonDraft>>();
  const leftovers = signal<readonly Leftover[]>([]);
  const own = new Set<string>();
  const endings = new Map<string, string>();
  let open: ReadonlySet<string> = new Set();

  const putAside = (card: string): boolean => {
    const words = (answers.get(card) ?? reasons.get(card))?.peek().words.trim() ?? "";
    answers.delete(card);
    reasons.delete(card);
    if (words !== "") leftovers.value = [...leftovers.peek(), { card, words }];
    return words !== "";
  };
  const tell = (card: string) => {
    if (own.delete(card)) return void (answers.delete(card), reasons.delete(card));
    const words = endings.get(card) ?? historyWords(dashboard.decisions.peek(), card) ?? `${plainName(card)} has ended`;
    page.say("ok", putAside(card) ? `${words}. what you typed is kept above` : words);
  };
  const followOpen = () => {
    const decisions = dashboard.decisions.value;
    if (decisions === undefined) return;
    const now = cardsOf(decisions);
    const gone = [...open].filter((card) => !now.has(card));
    open = now;
    moveFocusFrom(gone);
    // The frame that says how it ended reaches its listener after this.
    queueMicrotask(() => gone.forEach(tell));
  };
  return {
    answerTo: (id) => kept(answers, `q-${id}`, NO_ANSWER),
    reasonFor: (id) => kept(reasons, `apr-${id}`, { words: "" }),
    spawnName: signal(""),
    leftovers,
    forget: (leftover) => (leftovers.value = leftovers.value.filter((other) => other !== leftover)),
    decide: async (card, request) => {
      own.add(card);
      try {
        await request();
      } catch (error) {
        // Somebody else may have been quicker: then the card is gone and its words are put aside here.
        if (own.delete(card) || open.has(card)) throw error;
        putAside(card);
        throw error;
      }
    },
    follow: () => {
      const unlisten = dashboard.onFrame((frame) => noteEnding(endings, frame));
      const stop = effect(followOpen);
      return () => (unlisten(), stop());
    },
  };
}

function kept<T>(drafts: Map<string, Signal<T>>, card: string, empty: T): Signal<T> {
  const draft = drafts.get(card) ?? signal(empty);
  drafts.set(card, draft);
  return draft;
}

function cardsOf({ questions, pending }: Decisions): ReadonlySet<string> {
  return new Set([...questions.map(({ id }) => `q-${id}`), ...pending.map(({ id }) => `apr-${id}`)]);
}

function noteEnding(endings: Map<string, string>, frame: DashboardFrame): void {
  if (frame.kind === "question_resolved") endings.set(`q-${frame.question.id}`, questionEndWords(frame.question));
  if (frame.kind === "approval_resolved" || frame.kind === "approval_changed")
    endings.set(`apr-${frame.approval.id}`, approvalEndWords(frame.approval));
}

function historyWords(decisions: Decisions | undefined, card: string): string | undefined {
  const approval = decisions?.history.find(({ id }) => `apr-${id}` === card);
  return approval && approvalEndWords(approval);
}

/** A card's name in a sentence: `question 41`, `approval 87`. */
export function plainName(card: string): string {
  const [kind, id] = card.split("-");
  return `${kind === "q" ? "question" : "approval"} ${id}`;
}
