/** One thing that was found out about a cage: a fact, or a problem with how to mend it. */
export type Finding = { readonly kind: "fact" | "problem"; readonly words: string };

/** Something that is as it should be. */
export function fact(words: string): Finding {
  return { kind: "fact", words };
}

/** Something that keeps the agent from working as it is configured; the words say how to mend it. */
export function problem(words: string): Finding {
  return { kind: "problem", words };
}

/** Shows a finding as one line; a name with a line feed in it cannot pass for another finding. */
export function lineOf({ kind, words }: Finding): string {
  const plain = words.replaceAll(/\p{Cc}+/gu, " ").trim();
  return kind === "problem" ? `problem: ${plain}` : plain;
}
