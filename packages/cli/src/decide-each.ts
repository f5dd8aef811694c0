import type { HostClient } from "@hyperhive/client/plain";
import type { HiveError } from "@hyperhive/wire/plain";
import { connectHost } from "./connect-host.ts";
import type { Context } from "./context.ts";
import { painter } from "./render/paint.ts";
import { attemptFields, exitOf, tryEach } from "./try-each.ts";

/** How approvals are decided, and what to say of each. */
export type Decision = {
  readonly ids: readonly number[];
  readonly done: (id: number) => string;
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
      made.ok ? `#${made.target} ${done(made.target)}` : paint("bad", refusalOf(made.target, made.error)),
    ),
  );
  const decided = attempts.flatMap((made) => (made.ok ? [made.target] : []));
  return { decided, code: exitOf(attempts) };
}

function refusalOf(id: number, { message }: HiveError): string {
  return /^#\d+/.exec(message)?.[0] === `#${id}` ? message : `#${id}: ${message}`;
}
