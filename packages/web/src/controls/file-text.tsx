import { useMemo } from "preact/hooks";
import { machineText } from "../format/machine-line.ts";

/** What is in a file, to be read and scrolled; `label` names it for the ear. */
export function FileText({ text, label }: { text: string; label: string }) {
  const shown = useMemo(() => machineText(text), [text]);
  if (shown === "") return <p class="muted">the file is empty.</p>;
  return (
    <pre class="out box" tabIndex={0} role="region" aria-label={label}>
      {shown}
    </pre>
  );
}
