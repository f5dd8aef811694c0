import { HiveError } from "@hyperhive/wire/plain";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { typedText } from "../typed-text.ts";

/** Sends a proposal back to be changed, with what is to be changed. */
export async function revise(context: Context, given: { id: number; words: readonly string[] }): Promise<void> {
  const { id, words } = given;
  const note = await typedText(context.cli, words);
  if (note.trim() === "") throw new HiveError("bad_request", "`text`: expected what is to be changed, got nothing");
  const answer = await connectHost(context).call("revise", { id, note });
  context.print(answer, () => [`#${id} goes back to be changed`]);
}
