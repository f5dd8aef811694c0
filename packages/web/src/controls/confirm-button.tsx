import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { usePage } from "../shell/page.ts";
import { ActionButton } from "./action-button.tsx";
import { Leet } from "./leet.tsx";
import type { Action } from "./use-action.ts";

type Props<A> = Action<A> & {
  readonly class?: string;
  readonly rests?: boolean;
  /** The button's face. */
  readonly children: ComponentChildren;
  /** What will happen, in words; asked once, in place. */
  readonly warning: string;
  /** The face of the button that does it. */
  readonly verb: ComponentChildren;
  /** What it does: goes on with something, changes something, or, unless said, ends something. */
  readonly tone?: "go" | "act" | "no";
};

/** A button that says what it will do and asks once before it does it. Escape or `keep` takes the question back. */
export function ConfirmButton<A>({ class: extra = "", rests = false, children, ...asked }: Props<A>) {
  const page = usePage();
  const asks = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  const resting = rests || page.link.value.state === "lost";
  const close = () => {
    asks.value = false;
    // Whoever has gone on to something else meanwhile stays there.
    if (document.activeElement?.closest(".confirm")) opener.current?.focus();
  };
  return (
    <>
      <button
        class={`btn ${extra}`}
        type="button"
        ref={opener}
        aria-disabled={resting}
        aria-expanded={asks.value}
        onClick={() => (asks.value = !resting && !asks.value)}
      >
        {children}
      </button>
      {asks.value && <Confirmation {...asked} rests={rests} close={close} />}
    </>
  );
}

type ConfirmationProps<A> = Pick<Props<A>, "warning" | "verb" | "run" | "done" | "tone"> & {
  rests: boolean;
  close: () => void;
};

function Confirmation<A>({ warning, verb, run, done, rests, close, tone = "no" }: ConfirmationProps<A>) {
  return (
    <div
      class={`confirm ${tone}`}
      role="group"
      aria-label={warning}
      ref={focusFirst}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <p>{warning}</p>
      <span class="bar">
        <ActionButton
          class={tone === "no" ? "sm no" : `sm tint ${tone}`}
          rests={rests}
          run={async () => {
            const answer = await run();
            close();
            return answer;
          }}
          done={done}
        >
          {verb}
        </ActionButton>
        <button class="btn ghost sm" type="button" onClick={close}>
          <Leet text="K33P" plain="keep it, do nothing" />
        </button>
      </span>
    </div>
  );
}

/** In the same turn as it is drawn, so that a key pressed at once is heard. */
function focusFirst(box: HTMLElement | null): void {
  box?.querySelector("button")?.focus();
}
