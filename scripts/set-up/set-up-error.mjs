/** A reason why set-up stopped, worded for the person at the keyboard: what was expected, what came, how to mend it. */
export class SetUpError extends Error {}

/**
 * Prints why set-up stopped and ends the process with code 1; an error that is not a `SetUpError` is a bug and keeps its stack.
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  const text = error instanceof SetUpError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`set-up: ${text}\n`);
  process.exit(1);
}
