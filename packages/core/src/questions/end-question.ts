import { SYSTEM } from "@hyperhive/wire";
import type { Mail } from "../broker/mail.ts";
import type { Ending } from "./ending.ts";
import { questionAnswered } from "./question-events.ts";
import type { QuestionRow } from "./question-store.ts";
import type { QuestionDesk } from "./store-question.ts";

/** Ends an open question and sends its asker the answer; one that no longer exists gets none, and the answer is kept all the same. */
export function endQuestion(
  row: QuestionRow,
  ending: Ending,
  { rows, agents }: Pick<QuestionDesk, "rows" | "agents">,
  mail: Mail,
): void {
  const message = agents().includes(row.asker) ? tellAsker(row, ending, { agents, mail }) : null;
  rows.end(row.id, ending, { at: mail.now, message });
}

function tellAsker(
  row: QuestionRow,
  ending: Ending,
  { agents, mail }: Pick<QuestionDesk, "agents"> & { readonly mail: Mail },
): number | null {
  const { answerer } = ending;
  const { receipts } = mail.post({
    from: SYSTEM,
    to: row.asker,
    body: JSON.stringify(questionAnswered(row, ending)),
    // What an agent answers goes on with what it works on; a person or the clock begins anew.
    ...(agents().includes(answerer) && { behalfOf: answerer }),
  });
  return receipts[0]?.id ?? null;
}
