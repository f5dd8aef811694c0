/** One line of a completion list: what taking it puts into the field, and what it is called. */
export type Choice = { readonly text: string; readonly label: string; readonly hint: string };

/** A list that is open, and the line that would be taken. */
export type Completion = { readonly choices: readonly Choice[]; readonly at: number };

/** What a key does to an open list. `pass` leaves the key to the field. */
export type CompletionStep =
  | { readonly do: "pass" }
  | { readonly do: "move"; readonly at: number }
  | { readonly do: "take"; readonly choice: Choice }
  | { readonly do: "close" };

/** Arrows cycle, Tab and Enter take, Escape closes. */
export function completionKey({ choices, at }: Completion, key: string): CompletionStep {
  const choice = choices[at];
  if (choice === undefined) return { do: "pass" };
  switch (key) {
    case "ArrowDown":
      return { do: "move", at: (at + 1) % choices.length };
    case "ArrowUp":
      return { do: "move", at: (at + choices.length - 1) % choices.length };
    case "Tab":
    case "Enter":
      return { do: "take", choice };
    case "Escape":
      return { do: "close" };
    default:
      return { do: "pass" };
  }
}
