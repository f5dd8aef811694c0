/** The token in what the operator pasted: a link that has one, or the token itself. */
export function tokenIn(pasted: string): string {
  const text = pasted.trim();
  const match = /[?&#]token=([^&#\s]+)/.exec(text);
  return match?.[1] === undefined ? text : decodeURIComponent(match[1]);
}
