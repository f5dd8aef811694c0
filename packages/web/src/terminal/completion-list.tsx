import { useLayoutEffect, useRef } from "preact/hooks";
import type { Choice, Completion } from "./completion.ts";

/** The open list above the field, with its keys named at the foot. */
export function CompletionList({
  id,
  label,
  open,
  take,
}: {
  id: string;
  label: string;
  open: Completion;
  take: (choice: Choice) => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    list.current?.children[open.at]?.scrollIntoView({ block: "nearest" });
  }, [open.at]);
  return (
    <div class="complete">
      <ul class="choices" role="listbox" id={id} aria-label={label} ref={list}>
        {open.choices.map((choice, index) => (
          <li
            key={choice.text}
            id={choiceId(id, index)}
            role="option"
            aria-selected={index === open.at}
            // The field keeps its focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(choice)}
          >
            <b>{choice.label}</b>
            <small class="push">{choice.hint}</small>
          </li>
        ))}
      </ul>
      <p class="hint" aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> move <kbd>tab</kbd> take <kbd>esc</kbd> close
      </p>
    </div>
  );
}

/** Id of a line of the list, for `aria-activedescendant`. */
export function choiceId(list: string, index: number): string {
  return `${list}-${index}`;
}
