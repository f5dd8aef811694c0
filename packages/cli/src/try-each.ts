import { ERRORS, HiveError } from "@hyperhive/wire/plain";

/** What doing it to one came to. */
export type Attempt<T, R> = { readonly target: T } & (
  | { readonly ok: true; readonly value: R }
  | { readonly ok: false; readonly error: HiveError }
);

/** Does it to one after another; one that is refused does not keep the next from being tried. Throws when the core is away, and what is a bug. */
export async function tryEach<T, R>(
  targets: readonly T[],
  act: (target: T) => Promise<R>,
): Promise<readonly Attempt<T, R>[]> {
  const attempts: Attempt<T, R>[] = [];
  for (const target of new Set(targets)) attempts.push(await attempt(target, act));
  return attempts;
}

async function attempt<T, R>(target: T, act: (target: T) => Promise<R>): Promise<Attempt<T, R>> {
  try {
    return { target, ok: true, value: await act(target) };
  } catch (error) {
    if (!(error instanceof HiveError) || error.code === "core_unreachable") throw error;
    return { target, ok: false, error };
  }
}

/** How an attempt is told to programs, beside the name of its target. */
export function attemptFields(made: Attempt<unknown, object>): { ok: boolean; error?: string; code?: string } {
  return made.ok ? { ok: true, ...made.value } : { ok: false, error: made.error.message, code: made.error.code };
}

/** The exit code of the first that was refused, else 0. */
export function exitOf(attempts: readonly Attempt<unknown, unknown>[]): number {
  const refused = attempts.find((made) => !made.ok);
  return refused === undefined || refused.ok ? 0 : ERRORS[refused.error.code].exit;
}
