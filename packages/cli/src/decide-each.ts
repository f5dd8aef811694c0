import type { HostClient } from "@hyperhive/client/plain";
import { connectHost } from "./connect-host.ts";
import type { Context } from "./context.ts";
import { painter } from "./render/paint.ts";
import { attemptFields, exitOf, tryEach } from "./try-each.ts";

/** How approvals are decided, and the word for it. */
export type Decision = {
  readonly ids: readonly number[];
  readonly done: string;
  readonly act: (host: HostClient, id: number) => Promise<object>;
};

/** Decides one approval after another and prints what each came to; resolves with those that were decided and the exit code. */
export async function decideEach(
  context: Context,
  { ids, done, act }: Decision,
): Promise<{ decided: readonly number[]; code: number }> {
  const host = connectHost(context);
  const paint = painter(context.cli, context.cli.stdout);
  const attempts = await tryEach(ids, async (id) => await act(host, id));
  const results = attempts.map((made) => ({ id: made.target, ...attemptFields(made) }));
  context.print({ results }, () =>
    attempts.map((made) =>
      made.ok ? `#${made.target} ${done}` : paint("bad", `#${made.target}: ${made.error.message}`),
    ),
  );
  const decided = attempts.flatMap((made) => (made.ok ? [made.target] : []));
  return { decided, code: exitOf(attempts) };
}
