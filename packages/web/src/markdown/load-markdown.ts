import { signal, type ReadonlySignal } from "@preact/signals";

/** Makes HTML that can be shown of markdown that an agent wrote; undefined when it cannot be read as such. */
export type ToHtml = (text: string) => string | undefined;

const loaded = signal<ToHtml | undefined>(undefined);
let asked = false;

/** Reads markdown; undefined until its code is there. Text is shown as it was written until then. */
export const toHtml: ReadonlySignal<ToHtml | undefined> = loaded;

/** Loads the code that reads markdown, which is heavy, beside everything else that a page begins with. Never rejects; one that failed is asked for again. */
export async function loadMarkdown(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    loaded.value = (await import("./markdown.ts")).markdownHtml;
  } catch {
    // The core serves another build by now; text stays as it was written.
    asked = false;
  }
}
