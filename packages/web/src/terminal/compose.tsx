import { useSignal, type Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Leet } from "../controls/leet.tsx";
import { usePage } from "../shell/page.ts";
import { choiceId, CompletionList } from "./completion-list.tsx";
import { completionKey, type Choice, type Completion } from "./completion.ts";

type Props = {
  readonly id: string;
  /** Stands before the field, such as `coder>`. */
  readonly who: string;
  readonly label: string;
  readonly listLabel: string;
  readonly placeholder: string;
  readonly draft: Signal<string>;
  readonly choicesFor: (draft: string) => readonly Choice[];
  /** Why a draft cannot be sent, in words that are shown at once. */
  readonly problemOf: (draft: string) => string | undefined;
  /** Resolves with true once the draft is done with; it stays in the field otherwise. */
  readonly send: (draft: string) => Promise<boolean>;
};

/** The prompt line: Enter sends, Shift+Enter breaks the line, a completion list opens above. */
export function Compose({ id, who, label, listLabel, placeholder, draft, choicesFor, problemOf, send }: Props) {
  const page = usePage();
  const field = useRef<HTMLTextAreaElement>(null);
  const { open, move, close } = useCompletion(draft.value, choicesFor);
  const busy = useSignal(false);
  const next = useRef<string | undefined>(undefined);
  const lost = page.link.value.state === "lost";
  const problem = problemOf(draft.value);
  const resting = busy.value || lost || problem !== undefined;
  const list = `${id}-list`;

  const take = (choice: Choice) => {
    draft.value = choice.text;
    field.current?.focus();
  };
  const submit = async () => {
    const text = draft.value;
    next.current = busy.value ? text : undefined;
    if (busy.value || text.trim() === "") return;
    if (lost) {
      page.say("bad", "not sent: the connection is lost. your text is kept here");
      return;
    }
    if (problem !== undefined) {
      page.say("bad", problem);
      return;
    }
    busy.value = true;
    if ((await send(text)) && draft.value === text) draft.value = "";
    busy.value = false;
    // Enter was pressed meanwhile, on what stands there now.
    if (draft.value === next.current && draft.value !== text) field.current?.form?.requestSubmit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method uses these keys itself.
    if (event.isComposing) return;
    const step = open === undefined ? ({ do: "pass" } as const) : completionKey(open, event.key);
    const sends = step.do === "pass" && event.key === "Enter" && !event.shiftKey;
    if (step.do !== "pass" || sends) event.preventDefault();
    if (step.do === "move") move(step.at);
    if (step.do === "take") take(step.choice);
    if (step.do === "close") close();
    if (sends) void submit();
  };
  return (
    <form
      class="compose"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {open !== undefined && <CompletionList id={list} label={listLabel} open={open} take={take} />}
      <span class="who" aria-hidden="true">
        {who}
      </span>
      <label class="sr" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={Math.min(8, draft.value.split("\n").length)}
        placeholder={placeholder}
        value={draft.value}
        aria-autocomplete="list"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        aria-controls={open === undefined ? undefined : list}
        aria-activedescendant={open === undefined ? undefined : choiceId(list, open.at)}
        onInput={(event) => (draft.value = event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button class="btn tint you" type="submit" aria-disabled={resting} aria-busy={busy.value}>
        <Leet text="S3ND" plain="send" />
      </button>
      <p class="problem" id={`${id}-problem`} role="status">
        {problem}
      </p>
    </form>
  );
}

/** The list for a draft: open while there are choices and Escape was not pressed on this very draft. */
function useCompletion(draft: string, choicesFor: (draft: string) => readonly Choice[]) {
  const closedFor = useSignal<string | undefined>(undefined);
  const place = useSignal({ draft: "", at: 0 });
  const choices = closedFor.value === draft ? [] : choicesFor(draft);
  const at = place.value.draft === draft ? Math.min(place.value.at, choices.length - 1) : 0;
  const open: Completion | undefined = choices.length === 0 ? undefined : { choices, at };
  return {
    open,
    move: (next: number) => (place.value = { draft, at: next }),
    close: () => (closedFor.value = draft),
  };
}
