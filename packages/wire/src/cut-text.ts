/** Text of at most so many UTF-16 units, with an ellipsis where something is left out; half of a character is left out. */
export function cutText(text: string, length: number): string {
  return text.length > length
    ? `${text
        .slice(0, length)
        .replace(/\p{Surrogate}$/u, "")
        .toWellFormed()}…`
    : text;
}
