import { MAX_DESCRIPTION_LENGTH, type ApprovalView } from "@hyperhive/wire";
import { displayName } from "@hyperhive/wire";
import { Leet } from "../controls/leet.tsx";
import { useAction } from "../controls/use-action.ts";
import { WordsField } from "../controls/words-field.tsx";
import { usePage } from "../shell/page.ts";
import type { DecisionDesk } from "./decision-desk.ts";

type Props = {
  readonly approval: ApprovalView;
  readonly desk: DecisionDesk;
  readonly verdict: "deny" | "revise";
  readonly close: () => void;
};

/** The reason for denying, which may be left out, or for sending back, which may not. Enter submits, Escape closes; the words stay. */
export function ReasonForm({ approval: { id, requested_by: by }, desk, verdict, close }: Props) {
  const { http } = usePage();
  const draft = desk.reasonFor(id);
  const words = draft.value.words.trim();
  const denies = verdict === "deny";
  const { busy, resting, act } = useAction({
    run: () => desk.decide(`apr-${id}`, () => (denies ? http.deny(id, words) : http.revise(id, words))),
    done: denies ? `denied #${id}` : `sent #${id} back to ${displayName(by)}`,
    rests: !denies && words === "",
  });
  return (
    <form
      class="why-form"
      onSubmit={(event) => {
        event.preventDefault();
        void act();
      }}
    >
      <label for={`w-${id}`}>
        {denies ? "reason for denying (optional, sent to manager):" : "what to change (sent to manager):"}
      </label>
      <div class="answer" ref={focusWords}>
        <WordsField
          id={`w-${id}`}
          value={draft.value.words}
          write={(text) => (draft.value = { ...draft.value, words: text })}
          submit={() => void act()}
          close={close}
          maxLength={MAX_DESCRIPTION_LENGTH}
        />
        <button class={`btn ${denies ? "no" : "tint act"}`} type="submit" aria-disabled={resting} aria-busy={busy}>
          {denies ? (
            <Leet text={`DENY #${id}`} plain={`deny ${id} now`} />
          ) : (
            <Leet text={`S3ND B4CK #${id}`} plain={`send ${id} back to be revised`} />
          )}
        </button>
      </div>
    </form>
  );
}

/** In the same turn as it is drawn, so that what is typed at once lands in it. */
function focusWords(answer: HTMLElement | null): void {
  answer?.querySelector("textarea")?.focus();
}
