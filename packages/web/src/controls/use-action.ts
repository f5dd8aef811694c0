import { useSignal } from "@preact/signals";
import { usePage } from "../shell/page.ts";

/** What a button or form does: `run` is the request, `done` says its outcome in words, from what was answered if that matters. */
export type Action<A = unknown> = { readonly run: () => Promise<A>; readonly done: string | ((answer: A) => string) };

/** An action as its button sees it: whether its request is under way, whether it rests, and how to begin. */
export type RunningAction = { readonly busy: boolean; readonly resting: boolean; act(): Promise<void> };

/** Holds an action: one request at a time, its outcome in a toast, nothing while the connection is lost or it `rests`. */
export function useAction<A>({ run, done, rests = false }: Action<A> & { readonly rests?: boolean }): RunningAction {
  const page = usePage();
  const busy = useSignal(false);
  const resting = rests || busy.value || page.link.value.state === "lost";
  const act = async () => {
    // A second press may come before the first is drawn.
    if (resting || busy.peek()) return;
    busy.value = true;
    await page.attempt(async () => {
      const answer = await run();
      page.say("ok", typeof done === "string" ? done : done(answer));
    });
    busy.value = false;
  };
  return { busy: busy.value, resting, act };
}
