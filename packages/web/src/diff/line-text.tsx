import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { counted } from "../format/amount.ts";
import { visiblePieces, type Piece } from "./visible-text.ts";

const MAX_CHARS = 1000;

/** A line of a diff with its changed words marked and nothing in it hidden; a very long one is cut, with a button for the rest. A plain function, since there are thousands. */
export function lineText(text: string, words: readonly Piece[] | undefined): ComponentChildren {
  if (text.length > MAX_CHARS) return <LongLine text={text} />;
  return drawn(words ?? [{ kind: "same", text }]);
}

function LongLine({ text }: { text: string }) {
  const whole = useSignal(false);
  return (
    <>
      {drawn([{ kind: "same", text: whole.value ? text : text.slice(0, MAX_CHARS) }])}
      <button class="btn ghost sm" type="button" onClick={() => (whole.value = !whole.value)}>
        {whole.value ? "show less" : `… ${counted(text.length - MAX_CHARS, "more character")}`}
      </button>
    </>
  );
}

function drawn(pieces: readonly Piece[]): ComponentChildren[] {
  return visiblePieces(pieces).map(({ kind, text }) => {
    if (kind === "changed") return <mark>{text}</mark>;
    if (kind === "same") return text;
    return (
      <span class="odd" title="a sign that is not seen, or that turns text around">
        {text}
      </span>
    );
  });
}
