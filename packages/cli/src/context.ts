import type { Cli, Globals } from "./cli.ts";

/** What the code of one verb works with. */
export type Context = {
  readonly cli: Cli;
  readonly globals: Globals;
  /** Prints one result: as JSON for programs, else as the lines for people. */
  print(value: object, lines: () => readonly string[]): void;
  /** Prints lines for people as they come; nothing with `--json`. */
  say(...lines: readonly string[]): void;
};

/** Binds the output to the options. */
export function createContext(cli: Cli, globals: Globals): Context {
  const write = (lines: readonly string[]) => {
    if (lines.length > 0) cli.stdout.write(`${lines.join("\n")}\n`);
  };
  return {
    cli,
    globals,
    print: (value, lines) => write(globals.json === true ? [JSON.stringify(value)] : lines()),
    say: (...lines) => {
      if (globals.json !== true) write(lines);
    },
  };
}
