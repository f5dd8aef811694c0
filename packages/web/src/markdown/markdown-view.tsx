import { useEffect, useMemo } from "preact/hooks";
import { cutText } from "./cut-text.ts";
import { loadMarkdown, toNodes } from "./load-markdown.ts";
import { PlainText } from "./plain-text.tsx";

/** Text that an agent wrote, as markdown; what cannot be read as such is shown as it is. */
export function MarkdownView({ text, class: extra = "" }: { text: string; class?: string }) {
  const read = toNodes.value;
  const nodes = useMemo(() => read?.(text), [text, read]);
  useEffect(() => void loadMarkdown(), []);
  if (read === undefined) return <div class={`md raw ${extra}`}>{cutText(text).shown}</div>;
  if (nodes === undefined) return <PlainText class={extra} text={text} />;
  return <div class={`md ${extra}`}>{nodes}</div>;
}
