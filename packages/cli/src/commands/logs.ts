import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { printable } from "../render/printable.ts";

/** Prints the end of an agent's log; with follow every new line too, as JSON lines with `--json`. */
export async function logs(context: Context, given: { name: string; lines: number; follow?: boolean }): Promise<void> {
  const host = connectHost(context);
  const { name, lines, follow = false } = given;
  const print = (found: readonly string[]) => {
    for (const line of found) context.print({ line }, () => [printable(line)]);
  };
  if (!follow) {
    const answer = await host.call("logs", { name, lines });
    context.print(answer, () => answer.lines.map(printable));
    return;
  }
  const stream = await host.open("logs", { name, lines, follow });
  print(stream.response.lines);
  for await (const item of stream) print(item.lines);
}
