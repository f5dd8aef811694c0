import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { usePage } from "../shell/page.ts";

/** What a button does: `run` is the request, `done` says its outcome in words, from what was answered if that matters. */
export type Action<A = unknown> = { readonly run: () => Promise<A>; readonly done: string | ((answer: A) => string) };

type Props<A> = Action<A> & {
  readonly class?: string;
  readonly title?: string;
  /** A resting button keeps its place and its focus, and does nothing. */
  readonly rests?: boolean;
  readonly children: ComponentChildren;
};

/** A button that spins while its request is under way, then tells the outcome in a toast. It rests while the connection is lost. */
export function ActionButton<A>({ run, done, class: extra = "", title, rests = false, children }: Props<A>) {
  const page = usePage();
  const busy = useSignal(false);
  const resting = rests || busy.value || page.link.value.state === "lost";
  const act = async () => {
    if (resting) return;
    busy.value = true;
    await page.attempt(async () => {
      const answer = await run();
      page.say("ok", typeof done === "string" ? done : done(answer));
    });
    busy.value = false;
  };
  return (
    <button
      class={`btn ${extra}`}
      type="button"
      title={title}
      aria-disabled={resting}
      aria-busy={busy.value}
      onClick={() => void act()}
    >
      {children}
    </button>
  );
}
