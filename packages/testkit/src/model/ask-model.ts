import assert from "node:assert/strict";
import type { ScriptedModel } from "./scripted-model.ts";

/** Fields of a Messages API request that differ from a short greeting; `headers` go into the HTTP request. */
export type Question = { headers?: Record<string, string>; [field: string]: unknown };

type Content = { type: string; text?: string; input?: unknown };
type StreamEvent = { type: string; delta?: { type?: string; text?: string; partial_json?: string } };

/** Asks as claude would, over raw HTTP. */
export function ask(
  to: ScriptedModel,
  { headers = {}, ...fields }: Question = {},
  signal?: AbortSignal,
): Promise<Response> {
  const body = JSON.stringify({
    model: "claude-test",
    max_tokens: 1000,
    messages: [{ role: "user", content: "hello" }],
    ...fields,
  });
  return fetch(`${to.url}/v1/messages?beta=true`, { method: "POST", headers, body, ...(signal ? { signal } : {}) });
}

/** Asks several questions one after another and gives the first block of each answer. */
export async function firstBlocks(to: ScriptedModel, questions: readonly Question[]): Promise<(Content | undefined)[]> {
  const blocks = [];
  for (const question of questions) {
    const { content } = (await (await ask(to, question)).json()) as { content: Content[] };
    blocks.push(content[0]);
  }
  return blocks;
}

/** As `firstBlocks`, but their texts only. */
export async function firstTexts(
  to: ScriptedModel,
  questions: readonly Question[] = [{}],
): Promise<(string | undefined)[]> {
  return (await firstBlocks(to, questions)).map((block) => block?.text);
}

/** Reads a streamed answer to its end; each event must be named after its type. */
export async function readEvents(response: Response): Promise<StreamEvent[]> {
  const frames = (await response.text()).trim().split("\n\n");
  return frames.map((frame) => {
    const [, name, data] = /^event: (\w+)\ndata: (.*)$/su.exec(frame) ?? [];
    const event = JSON.parse(data ?? "null") as StreamEvent;
    assert.equal(event.type, name);
    return event;
  });
}

/** Starts nothing; lets `await using` close the model at the end of the block. */
export function closing(model: ScriptedModel): AsyncDisposable & { model: ScriptedModel } {
  return { model, [Symbol.asyncDispose]: () => model.close() };
}
