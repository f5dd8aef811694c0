import type { Token, Tokens } from "marked";

/** How many pieces a text in markdown has in all: about twice as many as elements come of it. */
export function countTokens(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + 1 + countTokens(within(token)), 0);
}

function within(token: Token): readonly Token[] {
  if (token.type === "list") return (token as Tokens.List).items;
  if (token.type !== "table") return (token as Tokens.Generic).tokens ?? [];
  const { header, rows } = token as Tokens.Table;
  return [...header, ...rows.flat()].map(({ tokens }) => ({ type: "cell", raw: "", tokens }));
}
