import type { HostClient } from "@hyperhive/client/plain";
import type { Question } from "@hyperhive/wire";
import { HiveError, MAX_HISTORY_ROWS } from "@hyperhive/wire/plain";
import { chooseOptions } from "../choose-options.ts";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { indented } from "../render/indented.ts";
import { typedText } from "../typed-text.ts";

/** An answer as it was typed. */
type Typed = { readonly id: number; readonly words: readonly string[]; readonly option?: readonly number[] };

/** Answers a question as the operator, with options by their numbers, with text, or with both. */
export async function answer(context: Context, { id, words, option: numbers = [] }: Typed): Promise<void> {
  const host = connectHost(context);
  const text = await typedText(context.cli, words);
  const chosen = numbers.length === 0 ? [] : chooseOptions(await findQuestion(host, id), numbers);
  const parts = [...chosen, ...(text.trim() === "" ? [] : [text])];
  if (parts.length === 0) throw new HiveError("bad_request", "expected text or `--option`, got neither");
  const reply = await host.call("answer", { id, answer: parts.join(", ") });
  const { asker, answer: told = parts.join(", ") } = reply.question;
  context.print(reply, () => [`#${id} is answered; ${asker} is told:`, ...indented(told)]);
}

/** Mostly it is one of the operator's own, so the long list comes second. */
async function findQuestion(host: HostClient, id: number): Promise<Question> {
  for (const list of [{}, { all: true, limit: MAX_HISTORY_ROWS }]) {
    const { questions } = await host.call("questions", list);
    const found = questions.find((question) => question.id === id);
    if (found !== undefined) return found;
  }
  throw new HiveError("not_found", `no question #${id}; \`hive-c0re questions --all\` lists them`);
}
