import { useSignal } from "@preact/signals";
import { Icon } from "../controls/icon.tsx";

/** Copies a text; says in its own place whether that worked. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const outcome = useSignal("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      outcome.value = "copied";
    } catch {
      // Outside of https and loopback there is no clipboard, and a browser may refuse it.
      outcome.value = `this browser does not let the page copy; it is ${text}`;
    }
  };
  return (
    <>
      <button
        class="btn ghost icon sm"
        type="button"
        aria-label={`copy ${what}`}
        title={`copy ${what}`}
        onClick={() => void copy()}
      >
        <Icon name={outcome.value === "copied" ? "check" : "copy"} />
      </button>
      <span role="status" class="copied">
        {outcome.value}
      </span>
    </>
  );
}
