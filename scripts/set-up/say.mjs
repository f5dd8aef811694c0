/**
 * Prints one line of progress; it goes to stderr because stdout belongs to the program that is being set up for.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}
