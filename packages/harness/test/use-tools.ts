import type { AgentEvent } from "@hyperhive/wire";
import { setStage, type Stage, type StageOptions } from "./stage.ts";

export type ToolUse = { readonly name: string; readonly input?: Record<string, unknown> };
type ToolResult = Extract<AgentEvent, { kind: "tool_result" }>;

/** A turn in which claude uses the tools one after another. */
export function using(...uses: readonly ToolUse[]): NonNullable<StageOptions["scenario"]> {
  const blocks = uses.map(({ name, input = {} }) => ({ blocks: [{ type: "tool_use" as const, name, input }] }));
  return { rules: [{ when: { prompt: "use them" }, replies: [...blocks, "done"] }] };
}

/** Sets a stage, has it play one turn, and gives what claude read of its tools; the caller disposes of the stage. */
export async function playTools(options: StageOptions): Promise<{ stage: Stage; results: readonly ToolResult[] }> {
  await using undo = new AsyncDisposableStack();
  const stage = undo.use(await setStage(options));
  const results = await playTurn(stage);
  undo.move();
  return { stage, results };
}

/** Has the stage play the turn that uses the tools. */
export async function playTurn(stage: Stage): Promise<readonly ToolResult[]> {
  stage.core.deliver("use them");
  stage.start();
  await stage.core.until("the end of the turn", () => stage.core.turns().length > 0);
  return stage.core.events.filter((event) => event.kind === "tool_result");
}
