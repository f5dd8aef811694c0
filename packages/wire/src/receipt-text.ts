import type { SendReceipt } from "./message.ts";

const STORED = /^message (\d+) to \S+: (?:queued|delivered|acked)$/;

/** Says what became of a `send` as the model reads it, and as `readReceipt` reads it back for pages. */
export function renderReceipt({ receipts, hint }: SendReceipt): string {
  const lines = receipts.map(({ id, to, state }) => `message ${id} to ${to}: ${state}`);
  const all = lines.length === 0 ? ["nobody is there to receive it"] : lines;
  return [...all, ...(hint === undefined ? [] : [hint])].join("\n");
}

/** The ids of what was stored; undefined when the text says more than that. */
export function readReceipt(text: string): readonly string[] | undefined {
  const ids = text.split("\n").map((line) => STORED.exec(line)?.[1]);
  const known = ids.filter((id) => id !== undefined);
  return known.length === ids.length ? known : undefined;
}
