import { useSignal } from "@preact/signals";
import { counted } from "../format/amount.ts";
import { cutText } from "./cut-text.ts";

/** Text as a machine made it; a long one is cut, with a button for the rest. */
export function PlainText({ text, class: extra = "" }: { text: string; class?: string }) {
  const whole = useSignal(false);
  const cut = cutText(text);
  return (
    <>
      <pre class={`out ${extra}`}>{whole.value ? text : cut.shown}</pre>
      {cut.isCut && (
        <button class="btn ghost sm" type="button" onClick={() => (whole.value = !whole.value)}>
          {whole.value ? "show less" : showAll(cut.lines, text.length)}
        </button>
      )}
    </>
  );
}

function showAll(lines: number, characters: number): string {
  return lines > 1 ? `show all ${counted(lines, "line")}` : `show all ${counted(characters, "character")}`;
}
