import { readReceipt } from "@hyperhive/wire";

const MAX_IDS = 3;

/** What a `send` answered: the ids of what was stored, or the answer itself when it says more than that. */
export function sentWords(answer: string): { ids: string } | { said: string } {
  const ids = readReceipt(answer);
  if (ids === undefined) return { said: answer };
  const shown = ids.slice(0, MAX_IDS).map((id) => `#${id}`);
  return { ids: [...shown, ...(ids.length > MAX_IDS ? ["…"] : [])].join(" ") };
}
