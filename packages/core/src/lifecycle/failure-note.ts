import { cutText, type AgentName } from "@hyperhive/wire";
import type { Logger } from "pino";
import { tailLog } from "./harness-log.ts";

/** What went wrong with an agent, in words, and where its log is. */
export type AgentFailure = { readonly name: AgentName; readonly words: string; readonly logFile: string };

const LOG_LINES = 20;
const MAX_WORDS = 2000;
const MAX_LINE = 300;

/** What a notice tells of a failure: what happened, then the end of the log. Both come from inside the cage, so both are cut to what a message can carry, however its characters are encoded. A log that cannot be read is left out and told to `log`. */
export async function failureNote({ name, words, logFile }: AgentFailure, log: Logger): Promise<string> {
  const { lines } = await tailLog(logFile, LOG_LINES).catch((cause: unknown) => {
    log.warn({ agent: name, err: cause }, "the log of an agent that failed cannot be read");
    return { lines: [] };
  });
  return [cutText(words, MAX_WORDS), ...lines.map((line) => cutText(line, MAX_LINE))].join("\n");
}
