import { counted } from "../../format/amount.ts";
import { tookSpan } from "../../format/span.ts";
import { cutText } from "../../markdown/cut-text.ts";
import type { CallResult } from "../../store/live-view.ts";

const NOTEWORTHY_MS = 1000;

/** A result in a few words: `failed, 3 lines, 41.0 s`. Short times are left out. */
export function resultWords(result: CallResult, calledAt: number): string {
  const { lines } = cutText(result.text);
  const took = result.at - calledAt;
  const words = [
    ...(result.isError ? ["failed"] : []),
    lines === 0 ? "nothing" : counted(lines, "line"),
    ...(took >= NOTEWORTHY_MS ? [tookSpan(took)] : []),
  ];
  return words.join(", ");
}
