import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import type { Command } from "commander";
import { describeForCompletion } from "../describe-for-completion.ts";

const PATIENCE_MS = 2_000;

/** Answers a shell that asks for completions of the words so far; agents come from the running core, if there is one. */
export async function complete(context: Context, program: Command, words: readonly string[]): Promise<void> {
  describeForCompletion(program, await agentNames(context)).parse([...words]);
}

/** A completion must never complain and never hang: without a core there are no names. */
async function agentNames(context: Context): Promise<readonly string[]> {
  try {
    const answer = await connectHost(context).call("list", {}, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.agents;
  } catch {
    return [];
  }
}
