import { HiveError, MANAGER, OPERATOR } from "@hyperhive/wire";
import type { QuestionRow } from "./question-store.ts";

type Parties = Pick<QuestionRow, "id" | "asker" | "target">;

/** Lets only the target answer, and the operator in anyone's place. Throws `forbidden`. */
export function checkMayAnswer({ id, target }: Parties, by: string): void {
  if (by === OPERATOR || target === by) return;
  const whose = target === null ? "it was asked of the operator" : "it was asked of another agent";
  throw new HiveError("forbidden", `\`id\`: you may not answer question ${id}: ${whose}`);
}

/** Lets only the asker take a question back, and the manager and the operator anyone's. Throws `forbidden` for the target; everyone else is told `not_found`. */
export function checkMayCancel({ id, asker, target }: Parties, by: string): void {
  if (by === OPERATOR || by === MANAGER || by === asker) return;
  if (by !== target) throw unknownQuestion(id, by);
  throw new HiveError("forbidden", `\`id\`: only ${asker} may take back question ${id}; you can \`answer\` it`);
}

/** Lets a question end once. Throws `already_decided` with how it ended. */
export function checkOpen({ id, state, answer, answerer, ended_at }: QuestionRow): void {
  if (state === "open") return;
  const when = new Date(ended_at ?? 0).toISOString();
  const how = state === "answered" ? `answered by ${answerer} at ${when}` : `${state} by ${answerer} at ${when}`;
  throw new HiveError(
    "already_decided",
    `question ${id} has ended already: ${how} with ${JSON.stringify(answer?.slice(0, 200))}`,
  );
}

/** Says that there is no such question, and where the one who asks for it finds those that there are. */
export function unknownQuestion(id: number, by: string): HiveError {
  const list = by === OPERATOR ? "`hive-c0re questions`" : "`get_loose_ends`";
  return new HiveError("not_found", `\`id\`: there is no question ${id}; ${list} lists those that are open`);
}
