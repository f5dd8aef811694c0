/** One line of a Write or Edit. */
export type DiffLine = { readonly sign: "+" | "-"; readonly text: string };

/** What a Write or Edit changes, and how many of its lines are left out of `lines`. */
export type EditDiff = {
  readonly lines: readonly DiffLine[];
  readonly hidden: number;
  readonly added: number;
  readonly removed: number;
};

const MAX_LINES = 400;

/** The diff of a Write (all added) or Edit (old lines, then new); undefined for other tools and other input. */
export function editDiff(name: string, input: Readonly<Record<string, unknown>>): EditDiff | undefined {
  if (name === "Write" && typeof input["content"] === "string") return diffOf("", input["content"]);
  const { old_string: before, new_string: after } = input;
  if (name === "Edit" && typeof before === "string" && typeof after === "string") return diffOf(before, after);
  return undefined;
}

function diffOf(before: string, after: string): EditDiff {
  const removed = linesOf(before).map((text): DiffLine => ({ sign: "-", text }));
  const added = linesOf(after).map((text): DiffLine => ({ sign: "+", text }));
  const all = [...removed, ...added];
  return {
    lines: all.slice(0, MAX_LINES),
    hidden: Math.max(0, all.length - MAX_LINES),
    added: added.length,
    removed: removed.length,
  };
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
