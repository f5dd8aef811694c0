import type { ComponentChildren } from "preact";
import { useAction, type Action } from "./use-action.ts";

type Props<A> = Action<A> & {
  readonly class?: string;
  readonly title?: string;
  /** A resting button keeps its place and its focus, and does nothing. */
  readonly rests?: boolean;
  readonly children: ComponentChildren;
};

/** A button that spins while its request is under way, then tells the outcome in a toast. It rests while the connection is lost. */
export function ActionButton<A>({ run, done, class: extra = "", title, rests = false, children }: Props<A>) {
  const { busy, resting, act } = useAction({ run, done, rests });
  return (
    <button
      class={`btn ${extra}`}
      type="button"
      title={title}
      aria-disabled={resting}
      aria-busy={busy}
      onClick={() => void act()}
    >
      {children}
    </button>
  );
}
