import { signal, type ReadonlySignal } from "@preact/signals";
import type { ComponentChildren } from "preact";

/** Makes elements of markdown that an agent wrote; undefined when it cannot be read as such. */
type ToNodes = (text: string) => ComponentChildren;

const loaded = signal<ToNodes | undefined>(undefined);
let asked = false;

/** Reads markdown; undefined until its code is there. Text is shown as it was written until then. */
export const toNodes: ReadonlySignal<ToNodes | undefined> = loaded;

/** Loads the code that reads markdown beside everything else that a page begins with. Never rejects; one that failed is asked for again. */
export async function loadMarkdown(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    loaded.value = (await import("./markdown-nodes.ts")).markdownNodes;
  } catch {
    // The core serves another build by now; text stays as it was written.
    asked = false;
  }
}
