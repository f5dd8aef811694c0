/** Names as a sentence has them: `scout`, `scout and gardener`, `scout, gardener and coder`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
