import { MANAGER, OPERATOR, type DashboardEvent, type Question } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { Broker } from "../broker/broker.ts";
import type { Mail } from "../broker/mail.ts";
import type { Clock } from "../clock.ts";
import type { OnDamage } from "../damaged-row.ts";
import type { EventHub } from "../event-hub/event-hub.ts";
import type { RequestKeys } from "../request-keys/request-keys.ts";
import type { Store } from "../store/store.ts";
import { DeadlineWatch } from "./deadline-watch.ts";
import { answeredBy, cancelledBy, EXPIRED, type Ending } from "./ending.ts";
import { endQuestion } from "./end-question.ts";
import { checkMayAnswer, checkMayCancel, checkOpen, unknownQuestion } from "./may-end.ts";
import type { NewQuestion } from "./new-question.ts";
import { createQuestionStore, type QuestionRow } from "./question-store.ts";
import { questionReader } from "./read-question.ts";
import { storeQuestion, type AskReceipt, type QuestionDesk } from "./store-question.ts";

/** Stores questions, brings them to those who are asked and their one answer to the asker. Every promise resolves once what it says is on disk. */
export interface Questions {
  /** Throws `bad_request`, `unknown_recipient`, `forbidden`, `too_many`, `key_reused`. */
  ask(question: NewQuestion): Promise<AskReceipt>;
  /** Throws `not_found`, `forbidden`, `already_decided`. */
  answer(by: string, given: { readonly id: number; readonly answer: string }): Promise<Question>;
  /** Takes a question back. Throws `not_found`, `forbidden`, `already_decided`. */
  cancel(by: string, id: number): Promise<Question>;
  /** Ends what is open of an agent that is destroyed, and what is open to it. */
  closeAllOf(name: string): Promise<void>;
  /** Everything that is open, oldest first. */
  open(): Question[];
  /** The same of those that the operator is asked; `onDamage` hears of rows that cannot be read whole. */
  openToOperator(onDamage?: OnDamage): Question[];
  /** What is open of an agent's own and what is open to it. */
  openOf(name: string): Question[];
  /** The newest that ended, oldest first. */
  newestEnded(limit: number): Question[];
  /** Begins to watch deadlines; those that passed before end at once. */
  start(): void;
  /** Watches no deadline any more. */
  close(): void;
}

/** What questions are made from. */
export type QuestionsDeps = {
  readonly store: Store;
  readonly keys: RequestKeys;
  readonly broker: Pick<Broker, "commit" | "queued">;
  readonly clock: Clock;
  readonly hub: Pick<EventHub<DashboardEvent>, "publish">;
  readonly log: Pick<Logger, "error">;
  /** Who exists now. */
  readonly directory: { agents(): readonly string[] };
  /** Whether an agent may ask another one. */
  readonly mayReach: (from: string, to: string) => boolean;
};

/** Makes the questions of a hive over its store and broker, which stay the caller's. */
export function createQuestions(deps: QuestionsDeps): Questions {
  const { broker } = deps;
  const rows = createQuestionStore(deps.store);
  const agents = () => deps.directory.agents();
  const desk: QuestionDesk = { ...deps, rows, agents, queued: (name) => broker.queued(name) };
  const view = questionReader(deps.log);
  const announce = (kind: "question_added" | "question_resolved", id: number, mail: Mail) => {
    const question = view(get(id));
    mail.afterwards(() => {
      deps.hub.publish({ kind, question });
      watch.reset();
    });
  };
  const get = (id: number, by: string = MANAGER): QuestionRow => {
    const row = rows.find(id);
    if (row === undefined) throw unknownQuestion(id, by);
    return row;
  };
  const end = (row: QuestionRow, ending: Ending, mail: Mail, gone?: string) => {
    endQuestion(row, ending, { rows, agents: () => agents().filter((name) => name !== gone) }, mail);
    announce("question_resolved", row.id, mail);
  };
  const endAfter = async (id: number, ending: Ending, check: (row: QuestionRow) => void) => {
    await broker.commit((mail) => {
      const row = get(id, ending.answerer);
      check(row);
      checkOpen(row);
      end(row, ending, mail);
    });
    return view(get(id));
  };
  const watch = new DeadlineWatch({
    clock: deps.clock,
    next: () => rows.nextDeadline(),
    expire: () => broker.commit((mail) => rows.due(mail.now).forEach((id) => end(get(id), EXPIRED, mail))),
    onFailure: (err) => deps.log.error({ err }, "questions could not be ended at their deadline; trying again"),
  });
  return {
    ask: (question) =>
      broker.commit((mail) => {
        const receipt = storeQuestion(question, desk, mail);
        if (!receipt.duplicate) announce("question_added", receipt.id, mail);
        return receipt;
      }),
    answer: (by, { id, answer }) => endAfter(id, answeredBy(by, answer), (row) => checkMayAnswer(row, by)),
    cancel: (by, id) => endAfter(id, cancelledBy(by), (row) => checkMayCancel(row, by)),
    closeAllOf: (name) =>
      broker.commit((mail) => rows.openOf(name).forEach((row) => end(row, cancelledBy(OPERATOR), mail, name))),
    open: () => rows.open().map((row) => view(row)),
    openToOperator: (onDamage) => rows.openToOperator().map((row) => view(row, onDamage)),
    openOf: (name) => rows.openOf(name).map((row) => view(row)),
    newestEnded: (limit) => rows.newestEnded(limit).map((row) => view(row)),
    start: () => watch.start(),
    close: () => watch.close(),
  };
}
