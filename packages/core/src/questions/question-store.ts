import type { MessageState } from "@hyperhive/wire";
import { sql, type Insertable, type Selectable } from "kysely";
import type { Store } from "../store/store.ts";
import type { Ending } from "./ending.ts";
import type { QuestionsTable } from "./questions-tables.ts";

/** A question as the table holds it, with the state of the message that took its answer to the asker, and when that was let go. */
export type QuestionRow = Selectable<QuestionsTable> & {
  readonly message_state: MessageState | null;
  readonly message_dismissed_at: number | null;
};

/** What a question is stored with. */
export type FreshQuestion = Omit<
  Insertable<QuestionsTable>,
  "id" | "state" | "answer" | "answerer" | "ended_at" | "answer_message"
>;

/** The rows of questions; every function runs at once, in the transaction of its caller if there is one. */
export type QuestionStore = ReturnType<typeof createQuestionStore>;

/** The state `open` for a query: SQLite uses an index on part of the rows only when it can read it in its text. */
export const OPEN = sql.lit("open" as const);

/** Prepares everything that is asked of questions. */
export function createQuestionStore(store: Store) {
  const { db } = store;
  const questions = () =>
    db
      .selectFrom("questions")
      .leftJoin("messages", "messages.id", "questions.answer_message")
      .selectAll("questions")
      .select(["messages.state as message_state", "messages.dismissed_at as message_dismissed_at"])
      .orderBy("questions.id");
  const open = () => questions().where("questions.state", "=", OPEN);
  const deadlines = () =>
    db.selectFrom("questions").where("state", "=", OPEN).where("deadline_at", "is not", null).orderBy("deadline_at");
  return {
    find: (id: number): QuestionRow | undefined => store.get(questions().where("questions.id", "=", id)),
    /** Everything that is open, oldest first. */
    open: (): QuestionRow[] => store.all(open()),
    openToOperator: (): QuestionRow[] => store.all(open().where("questions.target", "is", null)),
    /** What is open of a name's own and what is open to it. */
    openOf: (name: string): QuestionRow[] =>
      store.all(open().where((is) => is.or([is("questions.asker", "=", name), is("questions.target", "=", name)]))),
    /** The newest that ended, oldest first. */
    newestEnded: (limit: number): QuestionRow[] =>
      store
        .all(
          questions()
            .clearOrderBy()
            .where("questions.state", "!=", OPEN)
            .orderBy("questions.ended_at", "desc")
            .orderBy("questions.id", "desc")
            .limit(limit),
        )
        .toReversed(),
    countOpen: (asker: string): number =>
      store.get(
        db
          .selectFrom("questions")
          .select((is) => is.fn.countAll<number>().as("n"))
          .where("asker", "=", asker)
          .where("state", "=", OPEN),
      )?.n ?? 0,
    /** When the next open question expires (Unix ms); undefined when none will. */
    nextDeadline: (): number | undefined =>
      store.get(deadlines().select("deadline_at").limit(1))?.deadline_at ?? undefined,
    /** Ids of the open questions whose deadline has come. */
    due: (now: number): number[] =>
      store.all(deadlines().select("id").where("deadline_at", "<=", now)).map(({ id }) => id),
    insert: (question: FreshQuestion): number =>
      store.run(db.insertInto("questions").values({ ...question, state: "open" })).lastId,
    /** Ends an open question; `message` is the one that takes the answer to the asker. */
    end: (id: number, { state, answer, answerer }: Ending, { at, message }: { at: number; message: number | null }) =>
      store.run(
        db
          .updateTable("questions")
          .set({ state, answer, answerer, ended_at: at, answer_message: message })
          .where("id", "=", id)
          .where("state", "=", OPEN),
      ),
  };
}
