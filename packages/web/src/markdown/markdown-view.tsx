import { useMemo } from "preact/hooks";
import { PlainText } from "./plain-text.tsx";
import { markdownHtml } from "./markdown.ts";

/** Text that an agent wrote, as markdown; what cannot be read as such is shown as it is. */
export function MarkdownView({ text, class: extra = "" }: { text: string; class?: string }) {
  const html = useMemo(() => markdownHtml(text), [text]);
  if (html === undefined) return <PlainText text={text} />;
  return <div class={`md ${extra}`} dangerouslySetInnerHTML={{ __html: html }} />;
}
