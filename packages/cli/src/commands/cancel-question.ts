import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";

/** Ends a question without an answer. */
export async function cancelQuestion(context: Context, id: number): Promise<void> {
  const answer = await connectHost(context).call("cancel_question", { id });
  context.print(answer, () => [`#${id} is cancelled; ${answer.question.asker} is told so`]);
}
