/** Text of at most so many UTF-16 units, with an ellipsis where something is left out; no character is cut in half. */
export function cutText(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length).toWellFormed()}…` : text;
}
