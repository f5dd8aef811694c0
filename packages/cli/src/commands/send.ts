import type { SendReceipt } from "@hyperhive/wire";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { typedText } from "../typed-text.ts";

/** A message as it was typed. */
type Typed = {
  readonly to: string;
  readonly words: readonly string[];
  readonly key?: string;
  readonly replyTo?: number;
};

/** Sends as the operator and prints the receipt: the message is on disk by then. */
export async function send(context: Context, typed: Typed): Promise<void> {
  const { to, key, replyTo } = typed;
  const receipt = await connectHost(context).call("send", {
    to,
    body: await typedText(context.cli, typed.words),
    ...(key !== undefined && { key }),
    ...(replyTo !== undefined && { in_reply_to: replyTo }),
  });
  context.print(receipt, () => receiptLines(receipt));
}

function receiptLines({ receipts, duplicate, hint }: SendReceipt): string[] {
  const known = duplicate ? " (sent before with this key, nothing new was stored)" : "";
  const lines = receipts.map(({ id, to, state }) => `#${id} to ${to}: ${state}${known}`);
  return hint === undefined ? lines : [...lines, hint];
}
