import type { Question } from "@hyperhive/wire";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { lookOf } from "../render/look.ts";
import { questionLines } from "../render/question-lines.ts";

/** Prints the questions that wait for the operator; with all those among agents and the newest that ended too. */
export async function questions(context: Context, given: { all?: boolean; limit: number }): Promise<void> {
  const { all = false, limit } = given;
  const answer = await connectHost(context).call("questions", { all, limit });
  const look = lookOf(context.cli);
  context.print(answer, () =>
    answer.questions.length === 0
      ? [all ? "nothing was asked yet" : "no question waits for you"]
      : [...answer.questions.flatMap((question) => questionLines(question, look)), ...hint(answer.questions)],
  );
}

function hint(all: readonly Question[]): string[] {
  const mine = all.filter(({ state, target }) => state === "open" && target === "operator");
  const question = mine.find(({ options }) => options.length > 0) ?? mine[0];
  if (question === undefined) return [];
  const { id, options } = question;
  const byNumber = options.length === 0 ? "" : `\`hive-c0re answer ${id} -o 1\` or `;
  return ["", `answer with ${byNumber}\`hive-c0re answer ${id} your words\``];
}
