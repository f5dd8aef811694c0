const MAX_WORDS = 2000;
const MAX_LINE = 300;

/** What a notice tells of a failure: what happened, then the end of the log. Both come from inside the cage, so both are cut to what a message can carry, however its characters are encoded. */
export function failureNote(words: string, logLines: readonly string[]): string {
  return [cut(words, MAX_WORDS), ...logLines.map((line) => cut(line, MAX_LINE))].join("\n");
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit).toWellFormed()}…` : text;
}
