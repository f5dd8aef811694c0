import { useSignal } from "@preact/signals";
import { counted } from "../format/amount.ts";
import { visiblePieces, type Piece } from "./visible-text.ts";

const MAX_CHARS = 1000;

/** A line of a diff with its changed words marked and nothing in it hidden; a very long one is cut, with a button for the rest. */
export function LineText({ text, words }: { text: string; words: readonly Piece[] | undefined }) {
  const whole = useSignal(false);
  const rest = text.length - MAX_CHARS;
  if (rest <= 0) return <Pieces pieces={words ?? [{ kind: "same", text }]} />;
  return (
    <>
      <Pieces pieces={[{ kind: "same", text: whole.value ? text : text.slice(0, MAX_CHARS) }]} />
      <button class="btn ghost sm" type="button" onClick={() => (whole.value = !whole.value)}>
        {whole.value ? "show less" : `… ${counted(rest, "more character")}`}
      </button>
    </>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return visiblePieces(pieces).map(({ kind, text }, at) => {
    if (kind === "changed") return <mark key={at}>{text}</mark>;
    if (kind === "odd")
      return (
        <span key={at} class="odd" title="a sign that is not seen, or that turns text around">
          {text}
        </span>
      );
    return text;
  });
}
