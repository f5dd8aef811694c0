import type { AgentClient } from "@hyperhive/client";
import { HiveError, messageOf } from "@hyperhive/wire";
import type { z } from "zod";

/** What tools act on; one lives as long as the harness, or as long as the stdio server. */
export type ToolContext = {
  readonly client: Pick<AgentClient, "call">;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Records messages that are now in the hands of claude, so that they are acked when the turn ends well. */
  readonly leased: (ids: readonly number[]) => void;
  /** Has another turn run after this one, with the note as its prompt. */
  readonly requestNextTurn: (note: string) => Promise<void> | void;
  readonly statusChanged: (text: string) => void;
  /** A signal that ends a wait early because there is something newer for claude to read. */
  readonly interruption: () => AbortSignal;
  /** Called before messages are leased. */
  readonly beforeRecv: () => Promise<void>;
};

/** One tool of hyperhive, whoever serves it. `handle` answers with text for the model and throws a HiveError when the core refuses. */
export type HiveTool<S extends z.ZodRawShape = z.ZodRawShape> = {
  readonly name: string;
  readonly description: string;
  readonly shape: S;
  handle(input: z.output<z.ZodObject<S>>, context: ToolContext): Promise<string>;
};

/** Types a tool by its own shape and gives it back as one of many. */
export function defineTool<S extends z.ZodRawShape>(tool: HiveTool<S>): HiveTool {
  // Whoever serves the tool parses the input by `shape` first.
  return tool;
}

/** What a tool call comes to, in the form of MCP. */
export type ToolAnswer = { content: { type: "text"; text: string }[]; isError?: true };

/** Runs a tool; never throws: a refusal becomes an error that the model can read, with its code. */
export async function runTool(tool: HiveTool, input: unknown, context: ToolContext): Promise<ToolAnswer> {
  try {
    return { content: [{ type: "text", text: await tool.handle(input as Record<string, unknown>, context) }] };
  } catch (cause) {
    return { content: [{ type: "text", text: refusal(cause) }], isError: true };
  }
}

function refusal(cause: unknown): string {
  if (cause instanceof HiveError) return `${cause.code}: ${cause.message}`;
  return `internal: ${messageOf(cause)}`;
}
